import {type Labels, packLabels} from '../../model/labels.js';
import type {WireMap} from './wire-map.js';

/**
 * The labels of a row, as a field of it: no field at all where there are none.
 *
 * @param omitted keys of labels that name one object only: with them no two rows could share a text
 */
export const labelsField = (labels: WireMap, omitted?: ReadonlySet<string>): {readonly labels?: Labels} => {
	const packed = packLabels(labels, omitted);
	return packed === '' ? {} : {labels: packed};
};
