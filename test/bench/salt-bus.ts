/** The minion that comes when all is sent. */
export const lastMinion = 'last.example';

/** The minions of the master. */
export const minionIds: readonly string[] = Array.from(
	{length: 200},
	(_, index) => `web-${String(index).padStart(3, '0')}.shop.example`,
);

/** One event: where among the others of its round it comes, and what it says. */
type Placed = {readonly place: number; readonly tag: string; readonly data: object};

/** Stands in every job id for the number of the round. */
const roundMark = '@@@@@@';

const stamp = {_stamp: '2026-11-20T10:00:00.123456'};

const jidOf = (number: number): string => `2026112010${String(number).padStart(4, '0')}${roundMark}`;

/** The events of one thing, one after the other and evenly among all others of the round. */
const spread = (events: ReadonlyArray<readonly [tag: string, data: object]>, from = 0): readonly Placed[] =>
	events.map(([tag, data], index) => ({
		place: from + ((1 - from) * (index + 0.5)) / events.length,
		tag,
		data: {...data, ...stamp},
	}));

type Call = {
	readonly number: number;
	readonly fun: string;
	readonly args: readonly unknown[];
	readonly minions: readonly string[];
	/** What a minion returns. */
	readonly value: (minion: string) => unknown;
	/** A minion that fails. */
	readonly failing?: string;
};

const returnOf = ({number, fun, args, value, failing}: Call, minion: string) =>
	[
		`salt/job/${jidOf(number)}/ret/${minion}`,
		{
			cmd: '_return',
			fun,
			fun_args: args,
			id: minion,
			jid: jidOf(number),
			retcode: minion === failing ? 2 : 0,
			return: value(minion),
			success: minion !== failing,
		},
	] as const;

/** A job that somebody ran: its announcement, once more as Salt up to 3007 writes it, and a return of each minion. */
const jobOf = (call: Call): readonly Placed[] => {
	const {number, fun, args, minions} = call;
	const jid = jidOf(number);
	const published = {
		arg: args,
		fun,
		jid,
		minions,
		missing: [],
		tgt: 'web-*',
		tgt_type: 'glob',
		user: 'anna',
	};
	// Under load the first returns come before what announces them.
	const early = minions.slice(0, 3).map(minion => returnOf(call, minion));
	const later = minions.slice(3).map(minion => returnOf(call, minion));
	return [
		...early.map(([tag, data]) => ({place: -2, tag, data: {...data, ...stamp}})),
		{place: -1, tag: jid, data: {minions, ...stamp}},
		{place: -1, tag: `salt/job/${jid}/new`, data: {...published, ...stamp}},
		...spread(later),
	];
};

/** The return of a state run of so many states. */
const statesOf =
	(count: number, failing = '') =>
	(minion: string) =>
		Object.fromEntries(
			Array.from({length: count}, (_, order) => {
				const id = ['pkg', 'file', 'service', 'user'][order % 4] ?? '';
				const isBad = order === count - 1 && minion === failing;
				const result = {
					__id__: `${id}-${order}`,
					__run_num__: order,
					__sls__: 'web.nginx',
					changes: order === 1 ? {diff: '--- old\n+++ new\n@@ -1 +1 @@\n-workers 2\n+workers 4'} : {},
					comment: isBad
						? 'The service could not be started: Job for nginx.service failed'
						: `The ${id} is in the correct state`,
					duration: 12.5,
					name: `/etc/${id}/${order}`,
					result: !isBad,
					start_time: '10:00:00.000000',
				};
				return [`${id}_|-${id}-${order}_|-/etc/${id}/${order}_|-managed`, result];
			}),
		);

const wrapped = (minion: string, tag: string, data: unknown) => ({
	id: minion,
	cmd: '_minion_event',
	pretag: null,
	tag,
	data,
});

/** Each of these minions does the next of four states, in turn; then they return. */
const steppedJob = (number: number, minions: readonly string[]): readonly Placed[] => {
	const value = statesOf(4);
	const call: Call = {number, fun: 'state.apply', args: ['web'], minions, value};
	const steps = [0, 1, 2, 3].flatMap(order =>
		minions.map(minion => {
			const tag = `salt/job/${jidOf(number)}/prog/${minion}/${order}`;
			const ret = Object.values(value(minion))[order];
			return [tag, {...wrapped(minion, tag, {ret, len: 4}), jid: jidOf(number)}] as const;
		}),
	);
	const [announced, returned] = [jobOf({...call, minions: []}), minions.map(each => returnOf(call, each))];
	return [
		...announced.map(each => (each.tag.endsWith('/new') ? {...each, data: {...each.data, minions}} : each)),
		...spread(steps).map(each => ({...each, place: each.place * 0.9})),
		...spread(returned, 0.9),
	];
};

const key = `-----BEGIN PUBLIC KEY-----\n${`${'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtPNbBLQ0Uy7yFbUaWxYf'.slice(0, 64)}\n`.repeat(6)}-----END PUBLIC KEY-----`;

/** What is on a bus besides jobs. */
const otherEvents = (): readonly Placed[] => {
	const some = (from: number, count: number) => minionIds.slice(from, from + count);
	const signs = [
		...some(0, 40).map(id => [`salt/beacon/${id}/load/`, {id, '1m': 0.42, '5m': 0.4, '15m': 0.31}] as const),
		...some(40, 20).map(id => [`salt/beacon/${id}/diskusage/`, {id, diskusage: 81, mount: '/'}] as const),
		...some(60, 20).map(id => ['salt/auth', {id, act: 'accept', pub: key, result: true}] as const),
		...some(80, 20).map(id => [`minion/refresh/${id}`, {'Minion data cache refresh': id}] as const),
		...some(100, 10).flatMap(id => {
			const words = `Minion ${id} started at Fri Nov 20 10:00:00 2026`;
			return [
				['minion_start', wrapped(id, 'minion_start', words)],
				[`salt/minion/${id}/start`, wrapped(id, `salt/minion/${id}/start`, words)],
			] as const;
		}),
		...some(110, 20).map(id => ['shop/deploy/done', wrapped(id, 'shop/deploy/done', {version: 24})] as const),
		['salt/netapi/hook/ci', {body: '', post: {ref: 'refs/heads/main', sha: '5dc8364'}, headers: {}}] as const,
		['salt/presence/present', {present: minionIds}] as const,
	];
	return spread(signs);
};

/** A minion's own schedule: one job each, without an announcement. */
const scheduledEvents = (): readonly Placed[] =>
	spread(
		minionIds.slice(0, 40).map((minion, index) => {
			const call = {number: 100 + index, fun: 'state.apply', args: [], minions: [], value: statesOf(5)};
			const [tag, data] = returnOf(call, minion);
			return [tag, {...data, schedule: 'highstate'}] as const;
		}),
	);

const outputOf = (minion: string): string =>
	Array.from({length: 8}, (_, line) => `${minion} nginx[${2000 + line}]: worker process is running`).join(
		'\n',
	);

/**
 * Everything that happens in one round on a bus of 200 minions, in its order: whole jobs large and small that run at the
 * same time, state runs that report their steps, scheduled jobs, rwatch's own look-ups, beacons, hellos and presence. As
 * tag and JSON; job ids hold a mark instead of the round's number.
 */
const eventsOfRound = (): ReadonlyArray<readonly [tag: string, json: string]> => {
	const failing = minionIds[7] ?? '';
	const jobs: readonly Call[] = [
		{number: 0, fun: 'state.apply', args: ['web.nginx'], minions: minionIds, value: statesOf(4)},
		{number: 1, fun: 'test.ping', args: [], minions: minionIds, value: () => true},
		{number: 2, fun: 'cmd.run', args: ['journalctl'], minions: minionIds.slice(0, 100), value: outputOf},
		{
			number: 3,
			fun: 'saltutil.find_job',
			args: [jidOf(0)],
			minions: minionIds.slice(0, 30),
			value: () => ({}),
		},
		{
			number: 4,
			fun: 'state.highstate',
			args: [],
			minions: minionIds.slice(0, 60),
			value: statesOf(12, failing),
			failing,
		},
	];
	const events = [
		...jobs.flatMap(jobOf),
		...steppedJob(5, minionIds.slice(180)),
		...scheduledEvents(),
		...otherEvents(),
	].sort((one, other) => one.place - other.place);
	// As Python writes it, with the data first.
	return events.map(({tag, data}) => [tag, JSON.stringify({data, tag})]);
};

/** The bytes of one round after the other. */
export type Rounds = {
	/** How many events are in each. */
	readonly length: number;
	/** Those of them that are sent under another tag too, or look around only. */
	readonly unseen: number;
	/** Bytes of an event of this number, on average. */
	readonly bytesEach: number;
	/** The bytes of a round; a new buffer each time. */
	readonly bytes: (round: number) => Buffer;
};

/** Frames one event as salt-api does. */
export const framed = (tag: string, json: string): string => `tag: ${tag}\ndata: ${json}\n\n`;

/** Makes the rounds ready, so that sending one costs nearly nothing: whoever sends must not be what is measured. */
export const createRounds = (): Rounds => {
	const events = eventsOfRound();
	const template = Buffer.from(events.map(([tag, json]) => framed(tag, json)).join(''));
	const marks: number[] = [];
	for (let at = template.indexOf(roundMark); at !== -1; at = template.indexOf(roundMark, at + 1))
		marks.push(at);
	const unseen = events.filter(
		([tag, json]) =>
			tag.startsWith('2026') || tag === 'minion_start' || json.includes('"fun":"saltutil.find_job"'),
	);
	return {
		length: events.length,
		unseen: unseen.length,
		bytesEach: template.length / events.length,
		bytes(round) {
			const bytes = Buffer.from(template);
			const number = Buffer.from(String(round).padStart(roundMark.length, '0'));
			for (const at of marks) number.copy(bytes, at);
			return bytes;
		},
	};
};
