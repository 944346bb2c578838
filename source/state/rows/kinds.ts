import type {Column, Kind} from '../../model/kind.js';
import type {Resource} from '../../model/resource.js';
import {withSameAs} from './same-as.js';

const union = <Value>(left: readonly Value[], right: readonly Value[]): readonly Value[] => [
	...new Set([...left, ...right]),
];

/** The columns of both, each title once. */
const uniteColumns = (left: readonly Column[], right: readonly Column[]): readonly Column[] => {
	const titles = new Set(left.map(({title}) => title));
	return [...left, ...right.filter(({title}) => !titles.has(title))];
};

const unite = ({early, ...left}: Kind, right: Kind): Kind => {
	const states = left.mainStates && right.mainStates && union(left.mainStates, right.mainStates);
	return {
		...left,
		aliases: union(left.aliases, right.aliases),
		columns: uniteColumns(left.columns, right.columns),
		...(right.measured && {measured: uniteColumns(left.measured ?? [], right.measured)}),
		main: left.main || right.main,
		// Only states of kinds that take part in `all` count: another kind must not widen them.
		mainStates: left.main === right.main ? states : left.main ? left.mainStates : right.mainStates,
		children: union(left.children, right.children),
		...(!left.contents && right.contents && {contents: right.contents}),
		...(!left.sort && right.sort && {sort: right.sort}),
		...(!left.limits && right.limits && {limits: right.limits}),
		...(early && right.early && {early}),
		...(right.isMachine && {isMachine: true as const}),
	};
};

/** A kind merged from all sources; `main` and `mainStates` are those of any of them. */
export type MergedKind = Kind & {
	/** The kind as each source declares it; only if they do not agree on what takes part in `all` or stands at the top. */
	readonly apart?: ReadonlyMap<string, Kind>;
};

const sameStates = (left: Kind['mainStates'], right: Kind['mainStates']): boolean =>
	left === right ||
	(left?.length === right?.length && (left?.every(state => right?.includes(state)) ?? false));

const agree = (left: Kind, right: Kind): boolean =>
	left.main === right.main &&
	left.top === right.top &&
	(!left.main || sameStates(left.mainStates, right.mainStates));

/**
 * The kinds of all sources as one list in the order given; columns, aliases and children of kinds with the same name are
 * united.
 */
export const mergeKinds = (
	bySource: Iterable<readonly [source: string, kinds: readonly Kind[]]>,
): readonly MergedKind[] => {
	const merged = new Map<string, {readonly kind: Kind; readonly own: Map<string, Kind>}>();
	let lists = 0;
	for (const [source, kinds] of bySource) {
		for (const kind of kinds) {
			const known = merged.get(kind.name);
			if (kind.isMachine) lists += 1;
			const own = (known?.own ?? new Map<string, Kind>()).set(source, kind);
			merged.set(kind.name, {kind: known ? unite(known.kind, kind) : kind, own});
		}
	}

	const kinds = [...merged.values()].map(({kind, own}): MergedKind => {
		const [first, ...others] = own.values();
		return first && others.some(other => !agree(first, other)) ? {...kind, apart: own} : kind;
	});
	return withSameAs(kinds, lists);
};

/** Finds the kind of a resource as its own source declares it. */
const ownKinds = (kinds: readonly MergedKind[]): ((resource: Resource) => Kind | undefined) => {
	const known = new Map(kinds.map(kind => [kind.name, kind]));
	return ({kind, source}) => {
		const merged = known.get(kind);
		return merged?.apart ? merged.apart.get(source) : merged;
	};
};

/** Whether a resource takes part in the view `all`, as its own source declares its kind. */
export const takesPart = (kinds: readonly MergedKind[]): ((resource: Resource) => boolean) => {
	const ownKind = ownKinds(kinds.filter(({main}) => main));
	return resource => {
		const own = ownKind(resource);
		return own?.main === true && (own.mainStates === null || own.mainStates.includes(resource.state));
	};
};

/** Whether a resource is in the tree of these kinds: those that are part of `all` only where they take part in it. */
export const isInTree = (
	kinds: readonly MergedKind[],
	names: readonly string[],
): ((resource: Resource) => boolean) => {
	const shown = new Set(names);
	const ownKind = ownKinds(kinds);
	const isMain = takesPart(kinds);
	return resource => shown.has(resource.kind) && (ownKind(resource)?.main !== true || isMain(resource));
};

/** Whether a resource stands at the top of a tree, as its own source declares its kind. */
export const standsAtTop = (kinds: readonly MergedKind[]): ((resource: Resource) => boolean) => {
	const ownKind = ownKinds(kinds);
	return resource => ownKind(resource)?.top === true;
};

/** Why a typed word is not a kind: it begins the words of several kinds, or of none. */
export type UnknownKind = {
	readonly error: string;
	readonly isAmbiguous: boolean;
	/** Plurals of what may be meant, best first. */
	readonly suggestions: readonly string[];
};

/** A typed kind, resolved: a singular name or `all`; else suggestions, best first. */
export type ResolvedKind = {readonly kind: string} | UnknownKind;

type Names = {
	readonly kind: string;
	readonly plural: string;
	/** All words for it, lower case. */
	readonly words: readonly string[];
};

const namesOf = (kinds: readonly Kind[]): readonly Names[] => [
	{kind: 'all', plural: 'all', words: ['all']},
	...kinds.map(({name, plural, aliases}) => ({
		kind: name,
		plural,
		words: [name, plural, ...aliases].map(word => word.toLowerCase()),
	})),
];

/** All words for kinds, lower case. */
export const kindWords = (kinds: readonly Kind[]): readonly string[] =>
	namesOf(kinds).flatMap(({words}) => words);

const named = (typed: string, names: readonly Names[]): string | null => {
	// A name goes before another kind's alias.
	const exact = names.find(({words}) => words[0] === typed || words[1] === typed);
	return (exact ?? names.find(({words}) => words.includes(typed)))?.kind ?? null;
};

/** The name of the kind with exactly this singular, plural or alias, in any case; else null. */
export const kindNamed = (text: string, kinds: readonly Kind[]): string | null =>
	named(text.trim().toLowerCase(), namesOf(kinds));

// `externalService` is not an abbreviation of `externalServiceEvent`: where a whole word ends, it is another kind's name.
const isBeginning = (typed: string, {kind}: Names): boolean =>
	!/^[A-Z]/.test(kind.charAt(typed.length)) || !kind.toLowerCase().startsWith(typed);

/** Finds a kind by singular, plural, alias or the unique prefix of one, in any case. */
export const resolveKind = (text: string, kinds: readonly Kind[]): ResolvedKind => {
	const typed = text.trim().toLowerCase();
	const names = namesOf(kinds);
	const kind = named(typed, names);
	if (kind !== null) return {kind};
	const starting = typed === '' ? [] : names.filter(({words}) => words.some(word => word.startsWith(typed)));
	const [only, ...others] = starting;
	if (only && others.length === 0 && isBeginning(typed, only)) return {kind: only.kind};
	if (only && others.length > 0) {
		const suggestions = starting.map(({plural}) => plural);
		return {error: `'${text}' could be ${suggestions.join(', ')}`, isAmbiguous: true, suggestions};
	}

	const holding = typed === '' ? [] : names.filter(({words}) => words.some(word => word.includes(typed)));
	const suggestions = holding.map(({plural}) => plural);
	return {error: `No source has a kind '${text}'`, isAmbiguous: false, suggestions};
};

/**
 * The words for kinds that start with `prefix`: those of the kind with exactly this word first, plurals before the
 * rest.
 */
export const completeKind = (prefix: string, kinds: readonly Kind[]): readonly string[] => {
	const typed = prefix.toLowerCase();
	const all = namesOf(kinds);
	const meant = named(typed, all);
	const names = [...all.filter(({kind}) => kind === meant), ...all.filter(({kind}) => kind !== meant)];
	const plurals = names.map(({plural}) => plural);
	const known = new Set(plurals.map(plural => plural.toLowerCase()));
	const others = names.flatMap(({words}) => words).filter(word => !known.has(word));
	return [...plurals, ...new Set(others)].filter(word => word.toLowerCase().startsWith(typed));
};
