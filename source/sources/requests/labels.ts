import type {JsonObject} from '../../model/json-object.js';
import {type Labels, packLabels} from '../../model/labels.js';
import {SharedTexts} from './shared-texts.js';

// Pods of one template have equal ones.
const shared = new SharedTexts(5000);

/**
 * The labels of a row; undefined where there are none.
 *
 * @param omitted keys of labels that name one object only: with them no two rows could share a text
 */
export const labelsOf = (labels: JsonObject, omitted?: ReadonlySet<string>): Labels | undefined => {
	const packed = packLabels(labels, omitted);
	return packed === '' ? undefined : shared.of(packed);
};

/** The same as a field of a row: no field at all where there are none. */
export const labelsField = (labels: JsonObject): {readonly labels?: Labels} => {
	const packed = labelsOf(labels);
	return packed === undefined ? {} : {labels: packed};
};
