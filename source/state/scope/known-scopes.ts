import fuzzysort from 'fuzzysort';
import type {Kind} from '../../model/kind.js';
import {suggestion} from '../../model/nearest.js';
import type {ResourceKey} from '../../model/resource.js';
import {referenceText} from '../rows/reference.js';
import type {Row, RowLookup} from '../rows/row.js';
import {limitsOf, type Scope, scopeText, typeOf} from './scope.js';

/** Everything that grids can be limited to now. */
type KnownScopes = {
	readonly scopes: readonly Scope[];
	/** Names of clusters. */
	readonly clusters: readonly string[];
};

/** Finds what grids can be limited to, by name: those of these rows that are scopes, and what the others belong to. */
export const knownScopes = (kinds: readonly Kind[], rows: Iterable<Row>, lookup: RowLookup): KnownScopes => {
	const limits = limitsOf(kinds);
	const seen = new Set<ResourceKey>();
	const clusters = new Set<string>();
	const found = new Map<string, {readonly kind: string; readonly name: string; readonly in: Set<string>}>();
	const see = (key: ResourceKey, parents: readonly ResourceKey[]): void => {
		if (seen.has(key)) return;
		seen.add(key);
		const kind = typeOf(key);
		const limit = limits.get(kind);
		if (limit === undefined) return;
		const name = referenceText(key, lookup);
		if (limit === 'cluster') clusters.add(name);
		else {
			const id = `${kind}/${name}`;
			const scope = found.get(id) ?? {kind, name, in: new Set()};
			found.set(id, scope);
			for (const parent of parents) {
				if (limits.get(typeOf(parent)) === 'cluster') scope.in.add(referenceText(parent, lookup));
			}
		}
	};

	for (const {resource, removedAt} of rows) {
		const {key, kind, parents} = resource;
		if (removedAt !== null) continue;
		if (limits.has(kind)) see(key, parents);
		for (const parent of parents) see(parent, parents);
	}

	const scopes = [...found.values()]
		.sort((left, right) => (left.name < right.name ? -1 : 1))
		.flatMap(({kind, name, in: places}) => {
			const within = places.size > 1 ? [...places].sort() : [];
			return ['', ...within].map(cluster => ({kind, name, cluster}));
		});
	const whole = clusters.size > 1 ? [...clusters].sort() : [];
	return {
		scopes: [...scopes, ...whole.map(cluster => ({kind: '', name: '', cluster}))],
		clusters: [...clusters],
	};
};

/** The only one of these with this name, by its very spelling or else in any case; null where there is none, or several. */
const theOnly = <One>(all: readonly One[], name: string, nameOf: (one: One) => string): One | null => {
	const exact = all.filter(one => nameOf(one) === name);
	const lower = name.toLowerCase();
	const alike = exact.length > 0 ? exact : all.filter(one => nameOf(one).toLowerCase() === lower);
	const [only, ...others] = alike;
	return only !== undefined && others.length === 0 ? only : null;
};

/** The scope that a typed text names: `shop`, `shop@prod`, `@prod`; null unless it names exactly one. */
export const scopeNamed = (text: string, {scopes, clusters}: KnownScopes): Scope | null => {
	const anywhere = scopes.filter(({name, cluster}) => name !== '' && cluster === '');
	const whole = theOnly(anywhere, text, ({name}) => name);
	const at = text.lastIndexOf('@');
	if (whole || at === -1) return whole;
	const cluster = theOnly(clusters, text.slice(at + 1), name => name);
	if (cluster === null) return null;
	if (at === 0) return {kind: '', name: '', cluster};
	const named = theOnly(anywhere, text.slice(0, at), ({name}) => name);
	return named && {...named, cluster};
};

/**
 * Why a text that is written as a scope names none: `@nowhere`, `shop@nowhere`, `nobody@prod`; null for any other text,
 * where neither side of the `@` is known.
 */
export const scopeFault = (text: string, {scopes, clusters}: KnownScopes): string | null => {
	const at = text.lastIndexOf('@');
	if (at === -1) return null;
	const [name, cluster] = [text.slice(0, at), text.slice(at + 1)];
	const isOneOf = (names: readonly string[], typed: string): boolean =>
		names.some(one => one.toLowerCase() === typed.toLowerCase());
	const names = scopes.map(scope => scope.name);
	const isName = name === '' || isOneOf(names, name);
	const isCluster = isOneOf(clusters, cluster);
	if (isName && !isCluster) return `there is no cluster '${cluster}'${suggestion(cluster, clusters)}`;
	if (!isName && isCluster)
		return `no namespace, project or environment is called '${name}'${suggestion(name, names)}`;
	return null;
};

/** What a scope is called in a choice: with its kind where another is called the same. */
const labelOf = (scope: Scope, scopes: readonly Scope[]): string => {
	const text = scopeText(scope);
	return scopes.some(other => other !== scope && scopeText(other) === text)
		? `${text} (${scope.kind})`
		: text;
};

/** A scope and what it is called in a choice. */
type ScopeChoice = {readonly label: string; readonly scope: Scope};

/** The scopes that a text fuzzily matches, best first; all of them for ''. */
export const matchingScopes = (text: string, {scopes}: KnownScopes): readonly ScopeChoice[] => {
	const choices = scopes.map(scope => ({label: labelOf(scope, scopes), scope}));
	if (text === '') return choices;
	const prepared = choices.map(choice => ({...choice, target: fuzzysort.prepare(choice.label)}));
	const found = fuzzysort.go(text, prepared, {key: 'target'});
	const ranked = found.map(({obj: {label, scope}}) => ({label, scope}));
	// It does not distinguish `Shop` from `shop`.
	const begins = ({label}: ScopeChoice): number => Number(label.startsWith(text));
	return ranked.sort((left, right) => begins(right) - begins(left));
};
