import {filterDoubts} from '../state/filter/doubts.js';
import type {Filter} from '../state/filter/filter.js';
import type {Selection} from './selection.js';
import {warn} from './warn.js';

/**
 * Warns once on standard error about what the expressions, by the options that they came with, ask for but no row or
 * kind has. Call it when everything is listed, not before.
 */
export const createDoubts = (
	selection: Selection,
	expressions: Readonly<Record<string, Filter>>,
	stderr: NodeJS.WritableStream,
): (() => void) => {
	let isSaid = false;
	return () => {
		if (isSaid) return;
		isSaid = true;
		const {kinds, kindsInView: inView, resources: lookup} = selection;
		const rows = () => selection.unfiltered();
		for (const [option, {text}] of Object.entries(expressions)) {
			for (const doubt of filterDoubts(text, {kinds, inView, rows, lookup})) {
				warn(stderr, `${option} '${text}': ${doubt}`);
			}
		}
	};
};
