import {filterDoubts} from '../state/filter/doubts.js';
import type {Filter} from '../state/filter/filter.js';
import type {Selection} from './selection.js';
import {warn} from './warn.js';

/**
 * Says once on standard error what the expressions, by the options that they were given with, ask for that nothing has.
 * To be called when all is listed: before, nobody can tell.
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
