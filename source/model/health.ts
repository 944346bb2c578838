import type {Health} from './resource.js';

/** Worst first: the order of rows that are sorted by health. A stuck row comes right after the errors. */
export const rankedHealths = ['error', 'stuck', 'transitioning', 'warning', 'unknown', 'ok'] as const;

/** How bad each is; 0 is the worst, and the place in `rankedHealths`. */
export const healthRank: Readonly<Record<Health | 'stuck', number>> = {
	error: 0,
	stuck: 1,
	transitioning: 2,
	warning: 3,
	unknown: 4,
	ok: 5,
};

/** The healths by how much they matter to somebody who looks for what is wrong. */
export const healthsBySeverity: readonly Health[] = ['error', 'warning', 'transitioning', 'unknown', 'ok'];
