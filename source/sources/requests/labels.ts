import type {JsonObject} from '../../model/json-object.js';
import {type Labels, packLabels} from '../../model/labels.js';
import {SharedTexts} from './shared-texts.js';

// Pods of one template have equal ones.
const shared = new SharedTexts(5000);

/**
 * The labels of a row, as a field of it: no field at all where there are none.
 *
 * @param omitted keys of labels that name one object only: with them no two rows could share a text
 */
export const labelsField = (
	labels: JsonObject,
	omitted?: ReadonlySet<string>,
): {readonly labels?: Labels} => {
	const packed = packLabels(labels, omitted);
	return packed === '' ? {} : {labels: shared.of(packed)};
};
