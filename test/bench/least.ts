type Row = {
	readonly state: unknown;
	readonly since: unknown;
	readonly timeline: unknown[];
	readonly fields: Readonly<Record<string, unknown>>;
};

// A timeline has a bound too: half of it goes when it is full.
const maxMoments = 40;

const keepIn = (
	rows: Map<string, Row>,
	key: string,
	state: unknown,
	at: unknown,
	fields: Row['fields'],
): void => {
	const before = rows.get(key);
	const timeline = before?.timeline ?? [];
	const isNews = before === undefined || before.state !== state;
	if (isNews) timeline.push(state, at);
	if (timeline.length > maxMoments) timeline.splice(0, maxMoments / 2);
	rows.set(key, {state, since: isNews ? at : before.since, timeline, fields});
};

type Change = {readonly time: number; readonly data: {readonly resource: Readonly<Record<string, unknown>>}};

/**
 * The least that anything which holds rows must do with a change of Rancher 1: a row of a dozen fields in a Map, and
 * each transition in its timeline. Nothing is checked, compared, counted, sorted or painted.
 */
export const createLeast = (): ((message: object) => void) => {
	const rows = new Map<string, Row>();
	return message => {
		const {time, data} = message as Change;
		const {id, type, name, state, transitioning, transitioningMessage: text, createdTS} = data.resource;
		const {hostId, imageUuid, primaryIpAddress, ports, stackId} = data.resource;
		const key = `${type}/${id}`;
		const fields = {
			key,
			id,
			type,
			name,
			transitioning,
			text,
			createdTS,
			hostId,
			imageUuid,
			primaryIpAddress,
			ports,
			stackId,
		};
		keepIn(rows, key, state, time, fields);
	};
};

type BusEvent = {readonly tag: string; readonly data: Readonly<Record<string, unknown>>};

/** The same for an event of Salt: a return changes the rows of its minion and of its job. */
export const createLeastSalt = (): ((event: object) => void) => {
	const rows = new Map<string, Row>();
	return event => {
		const {tag, data} = event as BusEvent;
		const [, , jid, what, minion] = tag.split('/');
		const {fun, retcode, success, _stamp: at} = data;
		if (what !== 'ret') return;
		keepIn(rows, `minion/${minion}`, success, at, {minion, jid, fun, retcode});
		keepIn(rows, `job/${jid}`, success, at, {jid, fun, returned: minion});
	};
};
