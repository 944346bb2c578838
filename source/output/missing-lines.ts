import type {MissingKind} from '../model/source.js';

/** A kind that is missing in one scope of a source. */
export type MissingPart = MissingKind & {readonly scope: string};

/** Names of scopes by their ids, and plurals of kinds by their names. */
type Naming = {
	readonly names: ReadonlyMap<string, string>;
	readonly plurals: ReadonlyMap<string, string>;
};

const maxNames = 3;

/** `a`, `a and b`, `a, b and c`, `a, b and 4 more`. */
const listed = (names: readonly string[]): string => {
	if (names.length < 2) return names.join();
	const first = names.slice(0, maxNames - 1);
	if (names.length > maxNames) return `${first.join(', ')} and ${names.length - first.length} more`;
	return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
};

type Group = {readonly reason: string; readonly parts: MissingPart[]};

const grouped = (
	parts: readonly MissingPart[],
	keyOf: (reason: string, part: MissingPart) => string,
): readonly Group[] => {
	const groups = new Map<string, Group>();
	for (const part of parts) {
		const reason = part.reason ?? part.message;
		const key = keyOf(reason, part);
		const group = groups.get(key) ?? {reason, parts: []};
		groups.set(key, group);
		group.parts.push(part);
	}

	return [...groups.values()];
};

const lineOf = ({reason, parts}: Group, {names, plurals}: Naming): string => {
	const messages = new Set(parts.map(({message}) => message));
	const [message = ''] = messages;
	if (messages.size === 1) return message;
	const kinds = [...new Set(parts.map(({kind}) => plurals.get(kind) ?? `${kind}s`))];
	const scopes = [...new Set(parts.map(({scope}) => names.get(scope) ?? scope))].filter(
		scope => scope !== '',
	);
	return `${listed(kinds)}${scopes.length > 0 ? ` of ${listed(scopes)}` : ''}: ${reason}`;
};

/** What is missing: one line for each reason, with all kinds and scopes that it applies to. */
export const missingLines = (missing: readonly MissingPart[], naming: Naming): readonly string[] => {
	const kindsOf = new Map<MissingPart, string>();
	for (const {parts} of grouped(missing, (reason, {scope}) => JSON.stringify([reason, scope]))) {
		const kinds = parts.map(({kind}) => kind).sort();
		for (const part of parts) kindsOf.set(part, kinds.join());
	}

	const groups = grouped(missing, (reason, part) => JSON.stringify([reason, kindsOf.get(part)]));
	return [...new Set(groups.map(group => lineOf(group, naming)))];
};
