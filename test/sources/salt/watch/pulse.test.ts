import {readFileSync} from 'node:fs';
import {afterEach, expect, test} from 'vitest';
import {runInquiries} from '../../../../source/sources/salt/watch/inquiry.js';
import {Lag} from '../../../../source/sources/salt/watch/lag.js';
import {Model} from '../../../../source/sources/salt/watch/model.js';
import {runPulse} from '../../../../source/sources/salt/watch/pulse.js';
import {type BusEvent, parseEvent} from '../../../../source/sources/salt/wire/frames.js';
import {FakeClock} from '../../fake-clock.js';

const found = new URL('../../../fixtures/salt/found/', import.meta.url);

const eventOf = (data: Record<string, unknown>, tag: string): BusEvent =>
	parseEvent(JSON.stringify({data, tag})) ?? expect.fail('no event');

/** The events of one wheel call as a real master of that version fired them. */
const wheelEvents = (version: string): readonly BusEvent[] =>
	readFileSync(new URL(`06-wheel-events-${version}.sse`, found), 'utf8')
		.split('\n')
		.flatMap(line => (line.startsWith('data: ') ? (parseEvent(line.slice(6)) ?? []) : []));

const jidOf: Readonly<Record<string, string>> = {
	'3007': '20261130005236288912',
	'3008': '20261130005227722043',
};

let over = new AbortController();

afterEach(() => {
	over.abort();
	over = new AbortController();
});

/** A pulse of 45 s that waits 10 s for its event. */
const start = (version = '3007') => {
	const clock = new FakeClock();
	const model = new Model({
		source: 'eu',
		readOnly: false,
		kinds: new Set(['job', 'minion']),
		permitted: actions => actions,
	});
	const lag = new Lag();
	const calls: unknown[] = [];
	const jid = jidOf[version];
	const data = version === '3007' ? {jid, _stamp: '', return: []} : {jid, return: []};
	const api = {
		url: 'http://salt',
		async run(low: unknown) {
			calls.push(low);
			return {data};
		},
	};
	const shared = {api: api as never, model, clock, lag, signal: over.signal};
	const heard = (event: BusEvent, stamp = clock.now()): void => {
		lag.heard(stamp, clock.now());
		model.apply(event, clock.now());
	};

	return {
		...shared,
		calls,
		heard,
		echo: () => {
			for (const event of wheelEvents(version)) heard(event);
		},
		pulse: () => runPulse({...shared, everyMs: 45_000, echoMs: 10_000}),
	};
};

const isOver = async (pulse: Promise<unknown>): Promise<boolean> =>
	Promise.race([pulse.then(() => true), new Promise<false>(resolve => setImmediate(() => resolve(false)))]);

test.each([
	['3007', 45_000],
	['3008', 90_000],
])('hears the event of its call on a silent master of %s, every %i ms', async (version, everyMs) => {
	const {pulse, clock, calls, echo} = start(version);
	const beating = pulse();
	await clock.pass(45_000);
	for (let round = 1; round <= 3; round++) {
		expect(calls).toHaveLength(round);
		await clock.pass(1000);
		echo();
		await clock.pass(everyMs);
	}

	expect(await isOver(beating)).toBe(false);
});

test('a stream without that event is dead', async () => {
	const {pulse, clock} = start();
	const beating = pulse();
	await clock.pass(56_000);
	expect((await beating)?.message).toMatch(/the stream is silent/);
});

test('a stream whose events come late is alive, and waited for', async () => {
	const {pulse, clock, calls, heard, echo} = start();
	const beating = pulse();
	heard(eventOf({}, 'my/event'));
	await clock.pass(45_000);
	for (let second = 0; second < 40; second++) {
		heard(eventOf({}, 'my/event'), clock.now() - 25_000 - second * 1000);
		await clock.pass(1000);
	}

	expect(await isOver(beating)).toBe(false);
	echo();
	await clock.pass(2000);
	expect(await isOver(beating)).toBe(false);
	expect(calls.length).toBe(1);
});

test('asks nobody who is connected while the bus says so', async () => {
	const {pulse, clock, calls, heard} = start();
	void pulse();
	for (let minute = 0; minute < 10; minute++) {
		heard(eventOf({present: ['a']}, 'salt/presence/present'));
		await clock.pass(30_000);
		heard(eventOf({}, 'my/event'));
		await clock.pass(30_000);
	}

	expect(calls).toEqual([]);
});

test('asks a master since 3008 more rarely, which keeps every call, unless the stream is silent', async () => {
	const {pulse, clock, calls, heard, echo} = start('3008');
	void pulse();
	for (let second = 0; second < 600; second++) {
		heard(eventOf({}, 'my/event'));
		await clock.pass(1000);
		if (calls.length > 0) echo();
	}

	expect(calls.length).toBeGreaterThan(1);
	expect(calls.length).toBeLessThanOrEqual(4);
});

const job = '20261120161543034393';

test('takes nobody for silent before the stream has caught up', async () => {
	const {model, clock, lag, api, signal, heard} = start();
	const faults: string[] = [];
	const settings = {
		overdueMs: 15_000,
		answerMs: 10_000,
		read: async () => null,
		readBatches: async () => null,
		hasCaughtUp: () => true,
	};
	void runInquiries({api, model, clock, lag, signal, ...settings, onFault: text => faults.push(text)});
	const state = () => model.rows.list('job')[0]?.state;
	heard(eventOf({jid: job, fun: 'test.ping', tgt: '*', minions: ['a']}, `salt/job/${job}/new`));
	await clock.pass(21_000);
	// It was asked; what comes now is from before.
	for (let second = 0; second < 30; second++) {
		heard(eventOf({}, 'my/event'), clock.now() - 20_000);
		await clock.pass(1000);
	}

	expect(state()).toBe('running 0/1');
	const late = {id: 'a', jid: job, fun: 'test.ping', return: true, retcode: 0, success: true};
	heard(eventOf(late, `salt/job/${job}/ret/a`), clock.now() - 20_000);
	expect(state()).toBe('succeeded');
	expect(faults).toEqual([]);
});

test.each([
	['takes a minion for silent once the stream brings a later question', true, 'no response 0/1'],
	['takes nobody for silent where the stream died after the question', false, 'running 0/1'],
])('%s', async (_name, isAlive, expected) => {
	const {model, clock, lag, signal, heard} = start();
	let questions = 0;
	const api = {
		async run({fun, arg}: {fun: string; arg: readonly string[]}) {
			const jid = `2026113000000000000${questions++}`;
			const published = {jid, fun, arg, tgt: ['a'], tgt_type: 'list', minions: ['a']};
			if (isAlive || questions === 1) heard(eventOf(published, `salt/job/${jid}/new`));
			return {jid, minions: ['a']};
		},
	};
	const settings = {
		overdueMs: 15_000,
		answerMs: 10_000,
		read: async () => null,
		readBatches: async () => null,
		hasCaughtUp: () => true,
		onFault: (text: string) => expect.fail(text),
	};
	void runInquiries({api: api as never, model, clock, lag, signal, ...settings});
	heard(eventOf({jid: job, fun: 'test.ping', tgt: '*', minions: ['a']}, `salt/job/${job}/new`));
	await clock.pass(55_000);
	expect(model.rows.list('job')[0]?.state).toBe(expected);
	expect(questions).toBeGreaterThan(1);
});
