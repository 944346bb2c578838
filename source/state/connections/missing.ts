import type {MissingKind, SourceEvent} from '../../model/source.js';
import type {State} from '../state.js';
import type {Connection} from './connection.js';
import {connectionWord} from './connection-text.js';

type StatusEvent = Extract<SourceEvent, {type: 'status'}>;

/** What cannot be listed although its scope is live, after a status event. */
export const missingAfter = (
	{missing}: Connection,
	{scope, missing: reported = []}: StatusEvent,
): Connection['missing'] => {
	if (reported.length === 0 && !missing.has(scope)) return missing;
	const after = new Map(missing);
	if (reported.length === 0) after.delete(scope);
	else after.set(scope, reported);
	return after;
};

// In `all`, kinds that the role may not see are not worth a complaint.
const matters = ({kind, refused}: MissingKind, shown: string | null): boolean =>
	shown === null || (shown === 'all' ? !refused : kind === shown);

/** Why rows of a source are missing, each reason once: those that matter to the kind `shown`, or all for null. */
export const missingOf = ({missing, enabled}: Connection, shown: string | null): readonly string[] => {
	const reported = enabled ? [...missing.values()].flat() : [];
	return [...new Set(reported.flatMap(one => (matters(one, shown) ? [one.message] : [])))];
};

/** Why rows of a kind, or of `all`, are missing, with their sources. */
export const missingOfKind = ({connections}: State, kind: string): readonly string[] =>
	[...connections.values()].flatMap(connection =>
		missingOf(connection, kind).map(message => `${connection.source}: ${message}`),
	);

/** The kinds that are followed and not completely listed, with their sources and why. */
export const incompleteKinds = ({connections, now}: Pick<State, 'connections' | 'now'>): readonly string[] =>
	[...connections.values()]
		.filter(({enabled}) => enabled)
		.flatMap(connection => {
			const {source, kinds, status} = connection;
			const missing = missingOf(connection, null).map(message => `${source}: ${message}`);
			if (status === 'live') return missing;
			const followed = kinds.filter(({main, early}) => main || early).map(({plural}) => plural);
			const which = followed.length === 0 ? 'any kind' : followed.join(', ');
			return [`${source}: ${which} (${connectionWord(connection, now)})`, ...missing];
		});
