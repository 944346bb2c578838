import type {Kind} from '../model/kind.ts';

const union = <Value>(left: readonly Value[], right: readonly Value[]): readonly Value[] => [
	...new Set([...left, ...right]),
];

const unite = ({early, ...left}: Kind, right: Kind): Kind => {
	const titles = new Set(left.columns.map(({title}) => title));
	const states = left.mainStates && right.mainStates && union(left.mainStates, right.mainStates);
	return {
		...left,
		aliases: union(left.aliases, right.aliases),
		columns: [...left.columns, ...right.columns.filter(({title}) => !titles.has(title))],
		main: left.main || right.main,
		// States narrow only what takes part in `all`: a kind that does not cannot widen them.
		mainStates: left.main === right.main ? states : left.main ? left.mainStates : right.mainStates,
		children: union(left.children, right.children),
		...(early && right.early && {early}),
	};
};

/** The kinds of all sources as one list, in the order told: columns, aliases and children of equal names are united. */
export const mergeKinds = (lists: Iterable<readonly Kind[]>): readonly Kind[] => {
	const merged = new Map<string, Kind>();
	for (const kinds of lists) {
		for (const kind of kinds) {
			const known = merged.get(kind.name);
			merged.set(kind.name, known ? unite(known, kind) : kind);
		}
	}

	return [...merged.values()];
};

/** What a typed kind means: a singular name or `all`; else what could have been meant, best first. */
export type ResolvedKind =
	| {readonly kind: string}
	| {readonly error: string; readonly suggestions: readonly string[]};

type Names = {readonly kind: string; readonly plural: string; readonly words: readonly string[]};

const namesOf = (kinds: readonly Kind[]): readonly Names[] => [
	{kind: 'all', plural: 'all', words: ['all']},
	...kinds.map(({name, plural, aliases}) => ({
		kind: name,
		plural,
		words: [name, plural, ...aliases].map(word => word.toLowerCase()),
	})),
];

const named = (typed: string, names: readonly Names[]): string | null => {
	// A name counts more than another kind's alias.
	const exact = names.find(({words}) => words[0] === typed || words[1] === typed);
	return (exact ?? names.find(({words}) => words.includes(typed)))?.kind ?? null;
};

/** The singular name of a kind that was typed whole, as singular, plural or alias, in any case; else null. */
export const kindNamed = (text: string, kinds: readonly Kind[]): string | null =>
	named(text.trim().toLowerCase(), namesOf(kinds));

/** Finds a kind by singular, plural, alias or unique prefix, in any case. */
export const resolveKind = (text: string, kinds: readonly Kind[]): ResolvedKind => {
	const typed = text.trim().toLowerCase();
	const names = namesOf(kinds);
	const kind = named(typed, names);
	if (kind !== null) return {kind};
	const starting = typed === '' ? [] : names.filter(({words}) => words.some(word => word.startsWith(typed)));
	const [only, ...others] = starting;
	if (only && others.length === 0) return {kind: only.kind};
	if (only) {
		const suggestions = starting.map(({plural}) => plural);
		return {error: `“${text}” could be ${suggestions.join(', ')}`, suggestions};
	}

	const holding = typed === '' ? [] : names.filter(({words}) => words.some(word => word.includes(typed)));
	return {error: `No source has a kind “${text}”`, suggestions: holding.map(({plural}) => plural)};
};

/** Everything that may be typed for a kind and starts with `prefix`, plurals first: for completion. */
export const completeKind = (prefix: string, kinds: readonly Kind[]): readonly string[] => {
	const typed = prefix.toLowerCase();
	const names = namesOf(kinds);
	const words = [...names.map(({plural}) => plural), ...names.flatMap(name => name.words)];
	return [...new Set(words.map(word => word.toLowerCase()))].filter(word => word.startsWith(typed));
};
