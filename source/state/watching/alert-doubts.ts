import type {Kind} from '../../model/kind.js';
import {nearest} from '../../model/nearest.js';
import {unknownKindWords} from '../filter/doubts.js';
import {kindWords} from '../rows/kinds.js';
import {sourceKind} from './source-rows.js';

/** What may be wrong with the filter of an alert, given the built-in kinds of servers: it would never be set off. */
export const alertDoubts = (when: string, kinds: readonly Kind[]): readonly string[] => {
	const known = [...kinds, sourceKind];
	return unknownKindWords(when, known).map(word => {
		const near = nearest(word, kindWords(known));
		const meant = near === null ? '; it may be a custom resource' : ` (did you mean '${near}'?)`;
		return `no server has a kind '${word}' of its own${meant}`;
	});
};
