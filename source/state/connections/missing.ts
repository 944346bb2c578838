import type {MissingKind, SourceEvent} from '../../model/source.js';
import type {State} from '../state.js';
import type {Connection} from './connection.js';

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
