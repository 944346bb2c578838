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

// What JSON escapes, and what is half of a character.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what JSON escapes.
const special = /["\\\u0000-\u001f\ud800-\udfff]/;

/** A text in JSON; nearly all can stand as they are. */
const quoted = (text: string): string => (special.test(text) ? JSON.stringify(text) : `"${text}"`);

const textOf = (value: unknown): string => {
	if (typeof value === 'string') return quoted(value);
	return value === null || typeof value === 'number' ? String(value) : JSON.stringify(value ?? null);
};

/** The fields that are written where they differ: all but those that are always there, never, or never another. */
const compared = Object.keys({
	kind: true,
	scope: true,
	health: true,
	family: true,
	transitioning: true,
	message: true,
	progress: true,
	created: true,
	since: true,
	flapping: true,
	parents: true,
	cells: true,
	labels: true,
	allowances: true,
	machine: true,
	containers: true,
} satisfies Record<
	Exclude<keyof Resource, 'key' | 'id' | 'source' | 'name' | 'state' | 'actions'>,
	true
>) as readonly (keyof Resource)[];

/**
 * What differs, with what the row is called; null for what is gone. Equal parts of the two are the same object, as the
 * rows keep them. Written by hand, because there may be thousands a second.
 */
const difference = (before: Resource, after: Resource): string => {
	const {key, name, state} = after;
	let text = `{"key":${quoted(key)},"name":${quoted(name)},"state":${quoted(state)}`;
	for (const field of compared) {
		const value = after[field];
		if (value !== before[field]) text += `,"${field}":${textOf(value)}`;
	}

	return `${text}}`;
};

/** The line of a change of a row: all of it where it is new, else what differs. */
export const changedLine = (
	{source, at, listed, skipped}: Changed,
	before: Resource | null,
	after: Resource,
): string => {
	if (before === null) {
		const rest = skipped === undefined ? {listed} : {listed, skipped};
		return JSON.stringify({type: 'changed', source, at, resource: withoutActions(after), ...rest});
	}

	const rest = `${listed ? ',"listed":true' : ''}${skipped === undefined ? '' : `,"skipped":${skipped}`}`;
	return `{"type":"changed","at":${at},"partial":true,"resource":${difference(before, after)}${rest}}`;
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
			const {type, source, scope, at, kinds, scopeGone} = event;
			return JSON.stringify({type, source, scope, at, kinds, gone, ...(scopeGone && {scopeGone})});
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
