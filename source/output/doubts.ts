import type {Alert} from '../model/alert.js';
import {filterDoubts} from '../state/filter/doubts.js';
import type {Filter} from '../state/filter/filter.js';
import {settingsDoubts} from '../state/watching/settings-doubts.js';
import type {Selection} from './selection.js';
import {hasListed} from './source-state.js';
import type {SourceStates} from './source-states.js';
import {warn} from './warn.js';

/**
 * Warns once on standard error about what the expressions, by the options that they came with, and alerts ask for but no
 * row or kind has. Call it when everything is listed, not before.
 */
export const createDoubts = (
	{selection, states}: {readonly selection: Selection; readonly states: SourceStates},
	expressions: Readonly<Record<string, Filter>>,
	stderr: NodeJS.WritableStream,
	alerts: readonly Alert[] = [],
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

		const isListed = (kind: string) => states.all.some(state => hasListed(state, kind));
		for (const doubt of settingsDoubts({guard: [], alerts}, {kinds, resources: lookup, isListed}))
			warn(stderr, doubt);
	};
};
