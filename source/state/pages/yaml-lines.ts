import {stringify} from 'yaml';
import {countText} from '../../model/count-text.js';
import {isObject} from '../../model/json-object.js';
import {plainLineEnds} from '../../model/line-ends.js';
import {plain, type TextLine, yaml} from './text-line.js';

type Shown = Readonly<Record<string, unknown>>;

const isLinks = (value: unknown): boolean =>
	typeof value === 'object' &&
	value !== null &&
	Object.values(value).some(Boolean) &&
	Object.values(value).every(each => typeof each === 'string' && /^https?:\/\//.test(each));

const quoted = /"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/y;

/** The end of the key of a line, with its colon; null if it has none. */
const keyEnd = (line: string, start: number): number | null => {
	quoted.lastIndex = start;
	const from = quoted.test(line) ? quoted.lastIndex : start;
	if (from > start) return line[from] === ':' ? from + 1 : null;
	const colon = line.indexOf(': ', start);
	if (colon !== -1) return colon + 1;
	return line.endsWith(':') ? line.length : null;
};

const before = /^(?: |- )*/;
const opensBlock = /^[|>][-+\d]*$/;

/** The lines of a YAML text, each with its key as label. Lines of block scalars have none. */
const withKeys = (text: string): readonly TextLine[] => {
	let block = Number.POSITIVE_INFINITY;
	return text.split('\n').map(line => {
		const indent = line.length - line.trimStart().length;
		if (line === '' || indent >= block) return plain(line);
		const start = before.exec(line)?.[0].length ?? 0;
		const end = keyEnd(line, start);
		const value = line.slice(end ?? start).trimStart();
		block = opensBlock.test(value) ? (end === null ? start : start + 1) : Number.POSITIVE_INFINITY;
		return end === null ? plain(line) : yaml(line.slice(0, end), value);
	});
};

const linesOf = (value: Shown): readonly TextLine[] =>
	Object.keys(value).length === 0 ? [] : withKeys(stringify(value, plainLineEnds, {lineWidth: 0}).trimEnd());

type Parts = {readonly own: readonly TextLine[]; readonly links: ReadonlyMap<string, readonly TextLine[]>};

// Labels identify an object: they come right after its names, before everything that takes many lines.
const withLabelsFirst = (map: Shown): Shown => {
	if (!isObject(map.labels)) return map;
	const entries = Object.entries(map);
	const first = entries.findIndex(([, value]) => typeof value === 'object' && value !== null);
	const others = entries.filter(([name]) => name !== 'labels');
	return Object.fromEntries([...others.slice(0, first), ['labels', map.labels], ...others.slice(first)]);
};

// Objects are immutable and may be large, so their text is cached.
const made = new WeakMap<Shown, Parts>();

const partsOf = (object: Shown): Parts => {
	const entries = Object.entries(object);
	const known = made.get(object) ?? {
		own: linesOf(
			withLabelsFirst(
				Object.fromEntries(
					entries
						.filter(([, value]) => !isLinks(value))
						.map(([name, value]) => [name, isObject(value) ? withLabelsFirst(value) : value]),
				),
			),
		),
		links: new Map(
			entries
				.filter(([, value]) => isLinks(value))
				.map(([name, value]) => [name, linesOf({[name]: value})] as const),
		),
	};
	made.set(object, known);
	return known;
};

/**
 * An object as lines of YAML. Links come last, and each map of them is folded into one line unless `unfolded`; `key` is
 * the key that unfolds them.
 */
export const yamlLines = (object: Shown, unfolded: boolean, key: string): readonly TextLine[] => {
	const {own, links} = partsOf(object);
	const last = [...links].flatMap(([name, lines]) =>
		unfolded || key === ''
			? lines
			: [yaml(`${name}:`, `${countText(lines.length - 1, 'link')} (${key} shows them)`)],
	);
	return own.length + last.length === 0 ? [plain('{}')] : [...own, ...last];
};
