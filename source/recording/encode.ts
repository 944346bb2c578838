import type {Checkpoint, RecordedRow} from '../model/recording.js';
import type {Resource} from '../model/resource.js';
import type {SourceEvent} from '../model/source.js';

type Changed = Extract<SourceEvent, {type: 'changed'}>;

// What was offered then cannot be done later.
const withoutActions = ({actions: _, ...resource}: Resource): Omit<Resource, 'actions'> => resource;

/** The first line of a checkpoint. */
export const checkpointLine = ({
	at,
	connections,
	catchingUp,
}: Pick<Checkpoint, 'at' | 'connections' | 'catchingUp'>): string =>
	JSON.stringify({recording: 2, type: 'checkpoint', at, sources: connections, catchingUp});

/** The line of a row in a checkpoint. */
export const rowLine = ({resource, ...row}: RecordedRow): string =>
	JSON.stringify({type: 'row', resource: withoutActions(resource), ...row});

/** The line of something that happened before a checkpoint. */
export const changeLine = (entry: Checkpoint['changes'][number]): string =>
	JSON.stringify({type: 'change', entry});

/**
 * What differs, with what the row is called; null for what is gone. Equal parts of the two are the same object, as the
 * rows keep them.
 */
const difference = (before: Resource, after: Resource): Readonly<Record<string, unknown>> => {
	const {key, kind, name, state, health, message, actions} = after;
	const differing: Record<string, unknown> = {key, kind, name, state, health, message};
	// Both are flat, and their fields are as old as the objects: a comparison takes a fraction of writing one.
	for (const [field, value] of Object.entries(after))
		if (value !== actions && value !== before[field as keyof Resource]) differing[field] = value;
	for (const field in before) if (!(field in after)) differing[field] = null;
	return differing;
};

/** The line of a change of a row: all of it where it is new, else what differs. */
export const changedLine = (
	{source, at, listed, skipped}: Changed,
	before: Resource | null,
	after: Resource,
): string => {
	const rest = skipped === undefined ? {listed} : {listed, skipped};
	return before === null
		? JSON.stringify({type: 'changed', source, at, resource: withoutActions(after), ...rest})
		: JSON.stringify({
				type: 'changed',
				source,
				at,
				partial: true,
				resource: difference(before, after),
				...rest,
			});
};

/** The line of any other event; null for one of which nothing is recorded. `gone`: the rows that a listing lacked. */
export const eventLine = (
	event: Exclude<SourceEvent, {type: 'changed'}>,
	gone: readonly string[],
): string | null => {
	switch (event.type) {
		// A replay could not show them; figures are gone within a minute, and would be most of a recording.
		case 'heartbeat':
		case 'progress':
		case 'measured':
		case 'unmeasured':
			return null;
		case 'kinds': {
			const {type, source, at, kinds, whole} = event;
			return JSON.stringify({type, source, at, kinds, ...(whole && {whole})});
		}

		case 'listed': {
			const {type, source, scope, at, kinds} = event;
			return JSON.stringify({type, source, scope, at, kinds, gone});
		}

		case 'removed': {
			const {type, source, at, key, skipped, quiet} = event;
			return JSON.stringify({type, source, at, key, ...(skipped && {skipped}), ...(quiet && {quiet})});
		}

		default:
			return JSON.stringify(event);
	}
};

/** The line for a sign of life. */
export const heartbeatLine = (source: string, at: number): string =>
	JSON.stringify({type: 'heartbeat', source, at});
