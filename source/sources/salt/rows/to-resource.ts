import type {Action} from '../../../model/action.js';
import type {Health, Resource, ResourceKey, Transitioning} from '../../../model/resource.js';
import {redactFields} from '../../../secrets/value.js';
import type {Job} from '../jobs/job.js';
import {workText} from '../jobs/work.js';
import {type Key, keyId} from '../minions/keys.js';
import {factsOf, type Minion} from '../minions/minions.js';
import type {BusEvent} from '../wire/frames.js';
import type {KeyState} from '../wire/key-state.js';
import {glance} from '../wire/redact.js';
import {actionsOfKey, looksOf, minionActions, noActions} from './action-list.js';
import {type Beacon, beaconId} from './beacons.js';
import {type RowContext, rowKey} from './context.js';

/** What a row is made of. */
type Parts = Pick<Resource, 'key' | 'kind' | 'id' | 'name' | 'state' | 'health'> &
	Partial<
		Pick<
			Resource,
			'message' | 'progress' | 'created' | 'since' | 'parents' | 'cells' | 'transitioning' | 'machine'
		>
	> & {
		readonly actions?: readonly Action[];
	};

const noParents: Resource['parents'] = [];
const noCells: Resource['cells'] = {};

/** A row, with defaults for what most rows do not have. */
export const row = (context: RowContext, parts: Parts): Resource => ({
	key: parts.key,
	source: context.source,
	family: 'salt',
	scope: '',
	kind: parts.kind,
	id: parts.id,
	name: parts.name,
	state: parts.state,
	health: parts.health,
	transitioning: parts.transitioning ?? 'no',
	message: parts.message ?? null,
	progress: parts.progress ?? null,
	created: parts.created ?? null,
	since: parts.since ?? null,
	parents: parts.parents ?? noParents,
	cells: parts.cells ?? noCells,
	...(parts.machine && {machine: parts.machine}),
	actions: context.readOnly
		? looksOf(parts.actions ?? noActions)
		: context.permitted(parts.actions ?? noActions),
});

const keyHealth: Readonly<Record<KeyState, Health>> = {
	accepted: 'ok',
	pending: 'warning',
	rejected: 'warning',
	denied: 'error',
	deleted: 'unknown',
};

const keyMessage: Readonly<Record<KeyState, string | null>> = {
	accepted: null,
	pending: 'waiting for acceptance',
	rejected: null,
	denied: 'another key of the same id is known',
	deleted: null,
};

/** The row of a key. */
export const keyRow = (context: RowContext, key: Key): Resource =>
	row(context, {
		key: rowKey(context.source, 'key', keyId(key)),
		kind: 'key',
		id: keyId(key),
		name: key.minion,
		state: key.state,
		health: keyHealth[key.state],
		message: keyMessage[key.state],
		since: key.since,
		parents: [rowKey(context.source, 'minion', key.minion)],
		cells: {FINGERPRINT: key.fingerprint},
		actions: actionsOfKey(key.state),
	});

const minionState = (minion: Minion, keyState: KeyState | null): {state: string; health: Health} => {
	const {liveness} = minion;
	if (liveness?.up === true) return {state: 'up', health: 'ok'};
	if (liveness?.by === 'no answer') return {state: 'suspect', health: 'warning'};
	if (liveness !== null) return {state: 'down', health: 'error'};
	return {state: keyState ?? 'unknown', health: 'unknown'};
};

type Work = {
	readonly transitioning: Transitioning;
	readonly message: string | null;
	readonly bad: Health | null;
};

const idle: Work = {transitioning: 'no', message: null, bad: null};

/** The job that a minion began last of those that it works on. */
const currentJob = ({running}: Minion): string | undefined => {
	let current: string | undefined;
	for (const jid of running) current = jid;
	return current;
};

/**
 * Whether it works on something, or what came of the last: a failed state run is an error, a failed command is not, and a
 * failed highstate is a warning until one succeeds. An absent minion does not work on what was sent to it, and its
 * state stays.
 */
const minionWork = (minion: Minion, job: Job | undefined): Work => {
	const isAway = minion.liveness?.up === false;
	const {last, highstate} = minion;
	const unapplied: Work | null =
		highstate?.ok === false
			? {transitioning: 'no', message: `highstate failed: ${highstate.summary}`, bad: 'warning'}
			: null;
	if (job !== undefined && !isAway)
		return {
			transitioning: 'yes',
			message: workText(job, minion.id),
			bad: unapplied === null ? 'transitioning' : 'warning',
		};
	if (last === null || last.ok !== false || last.jid === highstate?.jid) return unapplied ?? idle;
	const message = `${last.fun} failed: ${last.summary}`;
	const isStates = last.fun.startsWith('state.') && !isAway;
	return {transitioning: isStates ? 'error' : 'no', message, bad: isStates ? 'error' : 'warning'};
};

// Its object is what the master has cached of its grains.
const withGrains = ({columns}: RowContext, {grains}: Minion, cells: Resource['cells']): Resource['cells'] =>
	columns ? columns.with(cells, 'minion', grains ?? {}, redactFields) : cells;

/** The row of a minion: its state is that of its key and of its connection. */
export const minionRow = (context: RowContext, minion: Minion): Resource => {
	minion.key ||= rowKey(context.source, 'minion', minion.id);
	const keyState = context.keyState(minion.id);
	const {state, health} = minionState(minion, keyState);
	const current = currentJob(minion);
	const job = current === undefined ? undefined : context.job(current);
	const work = minionWork(minion, job);
	const facts = factsOf(minion);
	const progress = job?.progress.get(minion.id);
	const {highstate} = minion;
	return row(context, {
		key: minion.key,
		kind: 'minion',
		id: minion.id,
		name: minion.id,
		state,
		health: health === 'ok' ? (work.bad ?? health) : health,
		transitioning: work.transitioning,
		message: work.message,
		progress: progress?.total ? Math.round((100 * progress.done) / progress.total) : null,
		cells: withGrains(context, minion, {
			KEY: keyState,
			SEEN: minion.seenAt,
			HIGHSTATE: highstate?.text ?? null,
			BY: minion.liveness?.by ?? null,
			OS: facts.os,
			VERSION: facts.version,
			ADDRESS: facts.address,
			'HIGHSTATE AT': highstate?.at ?? null,
			CHANGED: highstate?.changed ?? null,
			FAILED: highstate?.failed ?? null,
			'LAST JOB': minion.last?.key ?? (job === undefined ? null : context.jobKey(job)),
		}),
		machine: facts.machine,
		actions: minionActions,
	});
};

/** Whether a minion's row changed in what its timeline keeps, and not only in its cells. */
export const isMinionNews = (before: Resource | null, row: Resource): boolean =>
	before === null ||
	before.state !== row.state ||
	before.health !== row.health ||
	before.transitioning !== row.transitioning ||
	before.message !== row.message;

/** Whether a row of the same kind shows the same in its cells. */
export const hasSameCells = (before: Resource | null, row: Resource): boolean => {
	for (const title in row.cells) if (before?.cells[title] !== row.cells[title]) return false;
	return before !== null && before.progress === row.progress;
};

/** The key of the row of an event of the bus. */
export const eventKey = ({source}: RowContext, number: number): ResourceKey =>
	rowKey(source, 'event', String(number));

/** The row of one event of the bus, secrets blanked. `number` counts them. */
export const eventRow = (
	context: RowContext,
	event: BusEvent,
	number: number,
	minion: string | null,
	at: number,
): Resource => {
	const parent = minion === null ? [] : [rowKey(context.source, 'minion', minion)];
	const parts = event.tag.split('/');
	return row(context, {
		key: eventKey(context, number),
		kind: 'event',
		id: String(number),
		name: event.tag.slice(0, 200),
		state: parts[0] === 'salt' ? (parts[1] ?? 'salt') : 'custom',
		health: event.data.success === false || event.tag === 'salt/job/error' ? 'warning' : 'ok',
		message: glance(event.payload, 400),
		created: event.stamp ?? at,
		since: event.stamp ?? at,
		parents: parent,
		cells: {TIME: event.stamp ?? at, MINION: parent[0] ?? null},
	});
};

/** The row of a beacon that fired. */
export const beaconRow = (context: RowContext, beacon: Beacon): Resource => {
	const minion = rowKey(context.source, 'minion', beacon.minion);
	return row(context, {
		key: rowKey(context.source, 'beacon', beaconId(beacon)),
		kind: 'beacon',
		id: beaconId(beacon),
		name: `${beacon.minion}/${beacon.name}`,
		state: beacon.failed ? 'failed' : 'fired',
		health: beacon.failed ? 'error' : 'ok',
		message: beacon.failed ? 'the beacon failed; the log of the minion has the reason' : beacon.text,
		parents: [minion],
		cells: {LAST: beacon.lastAt, COUNT: beacon.count, MINION: minion},
	});
};
