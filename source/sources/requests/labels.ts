import {type Labels, packLabels} from '../../model/labels.js';
import type {WireMap} from './wire-map.js';

/** The labels of a row, as a field of it: no field at all where there are none. */
export const labelsField = (labels: WireMap): {readonly labels?: Labels} => {
	const packed = packLabels(labels);
	return packed === '' ? {} : {labels: packed};
};
