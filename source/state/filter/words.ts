import {healthRank} from '../../model/health.js';
import {labelEntries} from '../../model/labels.js';
import {wordStart} from '../../model/text-end.js';
import {searchableText} from '../rows/reference.js';
import type {Row} from '../rows/row.js';
import type {Filtered} from './doubts.js';
import {fieldOfTitle, plainField} from './field-name.js';
import {looksLikePattern} from './text-match.js';

/** The vocabulary for completing a filter: the rows that it is used on, and the names of all sources. */
type WordSource = Filtered & {readonly sources: readonly string[]};

// Limits of the rows that are sampled, and of the values that are offered.
const maxRows = 5000;
const maxValues = 100;

const fields = ['state:', 'health:', 'kind:', 'source:', 'name:', 'message:', 'stuck:true', 'flapping:true'];
const furtherFields = ['age<', 'since>', 'label:', 'scope:', 'family:', 'id:', 'transitioning:'];

const columnFields = ({inView}: WordSource): readonly string[] =>
	inView.flatMap(({columns}) =>
		columns.map(({title, type}) => {
			const sign = type === 'time' ? '<' : type === 'text' || type === 'reference' ? ':' : '>';
			return `${plainField(fieldOfTitle(title))}${sign}`;
		}),
	);

const begins = (text: string, typed: string): boolean => text.toLowerCase().startsWith(typed.toLowerCase());

/** The values that rows have, in order; those that do not begin with what was typed are omitted. */
const occurring = (
	typed: string,
	{rows}: WordSource,
	valuesOf: (row: Row) => Iterable<string>,
): readonly string[] => {
	const found = new Set<string>();
	let looked = 0;
	for (const row of rows()) {
		looked += 1;
		if (looked > maxRows || found.size >= maxValues) break;
		for (const value of valuesOf(row)) if (value !== '' && begins(value, typed)) found.add(value);
	}

	return [...found].sort();
};

const cellTexts = ({resource}: Row, name: string, {lookup}: WordSource): readonly string[] =>
	Object.keys(resource.cells).flatMap(title =>
		plainField(fieldOfTitle(title)) === plainField(name)
			? [searchableText(resource.cells[title] ?? null, lookup)]
			: [],
	);

const valuesFor = (name: string, typed: string, words: WordSource): readonly string[] => {
	switch (name) {
		case 'health':
			return Object.keys(healthRank).filter(health => begins(health, typed));
		case 'source':
			return words.sources.filter(source => begins(source, typed));
		case 'kind':
			return words.kinds.map(kind => kind.name).filter(kind => begins(kind, typed));
		case 'state':
		case 'name':
		case 'scope':
		case 'family':
		case 'id':
		case 'transitioning':
			return occurring(typed, words, ({resource}) => [resource[name]]);
		case 'stuck':
		case 'flapping':
			return ['true', 'false'].filter(value => begins(value, typed));
		default:
			return occurring(typed, words, row => cellTexts(row, name, words));
	}
};

// Values that would be parsed as something else are quoted.
const quoted = (value: string): string =>
	/[\s"',!~]/.test(value) || looksLikePattern(value)
		? value.includes('"')
			? `'${value}'`
			: `"${value}"`
		: value;

const labelsFor = (before: string, typed: string, words: WordSource): readonly string[] => {
	const start = typed.lastIndexOf(',') + 1;
	const [, key = '', sign = ''] = /^(!?[^=!]*)(!=|==?)?/.exec(typed.slice(start)) ?? [];
	const front = `${before}${typed.slice(0, start)}`;
	if (sign === '') {
		const keys = occurring(key, words, ({resource}) =>
			Array.from(labelEntries(resource.labels ?? ''), ([name]) => name),
		);
		return keys.map(name => `${front}${name}=`);
	}

	const value = typed.slice(start + key.length + sign.length);
	const values = occurring(value, words, ({resource}) =>
		Array.from(labelEntries(resource.labels ?? '')).flatMap(([name, text]) => (name === key ? [text] : [])),
	);
	return values.map(text => `${front}${key}${sign}${/[\s,()"']/.test(text) ? quoted(text) : text}`);
};

const afterSelector = /(?:^|[\s(!])-l\s+$/;

/** Completions of the word being typed in a filter: a field, or a value or label that occurs. */
export const completeFilter = (text: string, words: WordSource): readonly string[] => {
	const start = wordStart(text);
	const word = text.slice(start);
	if (afterSelector.test(text.slice(0, start))) return labelsFor('', word, words).filter(one => one !== word);
	// `!` and `(` may stand before a term.
	const signs = /^[!(]*/.exec(word)?.[0] ?? '';
	const term = word.slice(signs.length);
	if (term === '') return [];
	const [, label] = /^(labels?:)/i.exec(term) ?? [];
	if (label !== undefined) {
		const found = labelsFor(signs + label, term.slice(label.length), words);
		return found.filter(one => one !== word);
	}

	const [, name = '', operator = ''] = /^(\p{L}[\p{L}\p{N}_.%-]*)(:|!=|==?)/u.exec(term) ?? [];
	if (operator !== '') {
		const typed = term.slice(name.length + operator.length).replace(/^["']/, '');
		const values = valuesFor(name.toLowerCase(), typed, words).map(
			value => `${name}${operator}${quoted(value)}`,
		);
		return values.map(value => signs + value).filter(one => one !== word);
	}

	const names = [...new Set([...fields, ...furtherFields, ...columnFields(words)])];
	return names.filter(one => begins(one, term) && one !== term.toLowerCase()).map(one => signs + one);
};
