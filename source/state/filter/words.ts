import {healthRank} from '../../model/health.js';
import type {Kind} from '../../model/kind.js';
import {wordStart} from '../../model/text-end.js';

const fields = ['state:', 'health:', 'kind:', 'source:', 'name:', 'message:', 'stuck:true'];

/** What the word that is being typed in a filter may become: a field, or a value where the values are known. */
export const completeFilter = (
	text: string,
	sources: readonly string[],
	kinds: readonly Kind[],
): readonly string[] => {
	const word = text.slice(wordStart(text));
	if (word === '') return [];
	const healths = Object.keys(healthRank).filter(health => health !== 'stuck');
	const words = [
		...fields,
		...healths.map(health => `health:${health}`),
		...sources.map(source => `source:${source}`),
		...kinds.map(kind => `kind:${kind.name}`),
	];
	const lower = word.toLowerCase();
	return words.filter(one => one.startsWith(lower) && one !== lower);
};
