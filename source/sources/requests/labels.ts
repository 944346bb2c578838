import {type Labels, packLabels} from '../../model/labels.js';
import type {WireMap} from './wire-map.js';

// Pods of one template have the same: held once.
const mostKnown = 5000;
const known = new Map<Labels, Labels>();

/** The labels of a row, as a field of it: no field at all where there are none. Equal ones are the same text. */
export const labelsField = (labels: WireMap): {readonly labels?: Labels} => {
	const packed = packLabels(labels);
	if (packed === '') return {};
	const same = known.get(packed);
	if (same !== undefined) return {labels: same};
	if (known.size >= mostKnown) known.clear();
	known.set(packed, packed);
	return {labels: packed};
};
