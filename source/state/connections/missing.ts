import type {MissingKind, SourceEvent} from '../../model/source.js';
import type {State} from '../state.js';
import type {Connection} from './connection.js';

type StatusEvent = Extract<SourceEvent, {type: 'status'}>;

/** What cannot be listed although its scope is live, once a status was told. */
export const missingAfter = (
	{missing}: Connection,
	{scope, missing: told = []}: StatusEvent,
): Connection['missing'] => {
	if (told.length === 0 && !missing.has(scope)) return missing;
	const after = new Map(missing);
	if (told.length === 0) after.delete(scope);
	else after.set(scope, told);
	return after;
};

// A role that may not see some of the kinds that are mixed in `all` is nothing to complain of.
const matters = ({kind, refused}: MissingKind, shown: string | null): boolean =>
	shown === null || (shown === 'all' ? !refused : kind === shown);

/** Why rows of a source are missing, each reason once: those that matter to a view of `shown`, or all for null. */
export const missingOf = ({missing, enabled}: Connection, shown: string | null): readonly string[] => {
	const told = enabled ? [...missing.values()].flat() : [];
	return [...new Set(told.flatMap(one => (matters(one, shown) ? [one.message] : [])))];
};

/** Why rows of a kind, or of `all`, are missing, with the source that says so. */
export const missingOfKind = ({connections}: State, kind: string): readonly string[] =>
	[...connections.values()].flatMap(connection =>
		missingOf(connection, kind).map(message => `${connection.source}: ${message}`),
	);
