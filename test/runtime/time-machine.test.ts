import {expect, onTestFinished, test} from 'vitest';
import type {Resource} from '../../source/model/resource.js';
import type {SourceEvent} from '../../source/model/source.js';
import type {Recording} from '../../source/recording/recording.js';
import {lookUp} from '../../source/runtime/look-up.js';
import {Recorder} from '../../source/runtime/recorder.js';
import {TimeMachine} from '../../source/runtime/time-machine.js';
import type {Message} from '../../source/state/message.js';
import {recordConnection, recordRow} from '../../source/state/past/checkpoint.js';
import {presentState} from '../../source/state/past/present.js';
import type {World} from '../../source/state/past/world.js';
import {RowStore} from '../../source/state/rows/row-store.js';
import {changed, live, opened, Play, removed, resource, start} from '../state/stage.js';
import {until} from '../until.js';

const makeRows = () => new RowStore(300_000);
const second = 1000;

/** A program that is recorded. */
const recorded = (maxBytes = 64 * 1024 * 1024, save: ((member: Buffer) => void) | null = null) => {
	const play = new Play({now: start});
	play.dispatch(opened('prod'));
	play.state.tape.isOn = true;
	const recorder = new Recorder({maxBytes, save});
	onTestFinished(() => recorder.close());
	recorder.begin(play.state);
	const happen = (...events: readonly SourceEvent[]) => {
		const now = Math.max(...events.map(({at}) => at));
		// As the clock does whenever something is due.
		play.dispatch({type: 'tick', now}, {type: 'events', events});
		recorder.take(play.state.tape.drain(), () => presentState(play.state));
	};
	return {play, recorder, happen};
};

/** Random numbers from 0 to 1, the same in each run. */
const chance = (seed: number) => () => {
	seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32;
	return seed / 2 ** 32;
};

const states = ['running', 'starting', 'stopped', 'crashLoopBackOff'];

/** What may come of a source: rows that come, change and go, listings, gaps and broken connections. */
const randomEvents = (random: () => number, count: number): readonly SourceEvent[] => {
	const pick = <Value>(values: readonly Value[]): Value =>
		values[Math.floor(random() * values.length)] as Value;
	const known = new Map<string, Resource>();
	let at = start + 100;
	const events: SourceEvent[] = [];
	const row = (): Resource =>
		resource('container', `web-${Math.floor(random() * 12)}`, {
			state: pick(states),
			health: pick(['ok', 'error', 'transitioning']),
			transitioning: pick(['yes', 'no']),
			message: random() < 0.3 ? `message ${Math.floor(random() * 3)}` : null,
			since: random() < 0.2 ? at - 5000 : null,
			parents: random() < 0.5 ? ['prod//service/web'] : [],
			cells: {IP: random() < 0.5 ? '10.0.0.1' : null, RESTARTS: Math.floor(random() * 3)},
			...(random() < 0.3 && {labels: '\napp=web\n'}),
			...(random() < 0.1 && {flapping: true}),
		});
	for (let each = 0; each < count; each++) {
		at += Math.floor(random() ** 4 * 20_000);
		const dice = random();
		if (dice < 0.7) {
			const next = row();
			known.set(next.key, next);
			events.push(changed(next, at, random() < 0.2));
		} else if (dice < 0.8) {
			const gone = pick([...known.values(), row()]);
			known.delete(gone.key);
			events.push(removed(gone, at));
		} else if (dice < 0.87) {
			for (const key of known.keys()) if (random() < 0.2) known.delete(key);
			const keys = new Set(known.keys());
			events.push({type: 'listed', source: 'prod', scope: '', at, kinds: ['container'], keys});
		} else if (dice < 0.9) events.push({type: 'gap', source: 'prod', scope: '', at, from: at - 3000, to: at});
		else if (dice < 0.93) events.push({type: 'heartbeat', source: 'prod', at});
		else {
			const status = pick(['live', 'retrying', 'failed'] as const);
			events.push({type: 'status', source: 'prod', scope: '', at, status, message: status, retryAt: null});
		}
	}

	return events;
};

/** Everything that a world says, for comparison. */
const shownBy = (world: World) => ({
	rows: [...world.resources.rows()]
		.map(row => ({...recordRow(row, world.resources), stuck: row.stuck, flapping: row.flapping}))
		.sort((left, right) => (left.resource.key < right.resource.key ? -1 : 1)),
	connections: [...world.connections.values()].map(recordConnection),
	changes: world.changes.window(0, 200),
	counts: world.resources.counts(),
});

const worldAt = async (recording: Recording, at: number): Promise<World> => {
	const {signal} = new AbortController();
	const report = (fault: string) => expect.unreachable(fault);
	const found = await lookUp(recording, at, {makeRows, redact: null, signal, report});
	await found.close();
	return found.builder.world(at);
};

test.each([1, 2, 3, 4, 5, 6])(
	'a time that is entered by its checkpoint is as if all was played (%i)',
	async seed => {
		const random = chance(seed);
		const {recorder, happen} = recorded();
		const events = randomEvents(random, 400);
		for (const event of events) happen(event);
		const segments = await recorder.segments();
		expect(segments.length).toBeGreaterThan(4);
		const fromStart: Recording = {
			reach: () => recorder.reach(),
			segments: async () =>
				segments.map((segment, index) => ({...segment, from: index === 0 ? segment.from : null})),
		};
		const last = events.at(-1)?.at ?? start;
		for (let each = 0; each < 12; each++) {
			const at = start + Math.floor(random() * (last - start));
			expect(shownBy(await worldAt(recorder, at))).toEqual(shownBy(await worldAt(fromStart, at)));
		}
	},
);

test('what is looked up of the last moment is what is shown now, but for what can be done', async () => {
	const {play, recorder, happen} = recorded();
	for (const event of randomEvents(chance(7), 300)) happen(event);
	const {now} = play.state;
	play.dispatch({type: 'tick', now});
	const shown = shownBy(await worldAt(recorder, now)).rows;
	expect(shown).toEqual(
		shownBy(play.state).rows.map(row => ({...row, resource: {...row.resource, actions: []}})),
	);
});

test('the oldest minutes go first once the memory is full, and the rest can be entered', async () => {
	const {recorder, happen} = recorded(300_000);
	for (const event of randomEvents(chance(8), 3000)) happen(event);
	await expect.poll(async () => (await recorder.reach()).because).toBe('the memory for it is full');
	const {oldest, bytes} = await recorder.reach();
	expect(oldest).toBeGreaterThan(start + 60 * second);
	expect(bytes).toBeLessThan(300_000);
	expect((await worldAt(recorder, oldest)).resources.size).toBeGreaterThan(0);
});

/** A time machine, with what it answered. */
const travelling = (recording: Recording, now: () => number) => {
	const messages: Message[] = [];
	const machine = new TimeMachine({
		recording,
		isFile: false,
		makeRows,
		redact: null,
		// On a busy machine it says in between that it takes long.
		dispatch: message => void (message.type === 'notice' || messages.push(message)),
		now,
	});
	onTestFinished(machine.leave);
	const shown = async (count: number) => {
		await until(() => expect(messages).toHaveLength(count));
		const message = messages.at(-1);
		if (message?.type !== 'past') throw new Error(`expected a time of the past: ${JSON.stringify(message)}`);
		return message;
	};
	return {machine, messages, shown};
};

const web = (state: string) => resource('container', 'web', {state});

const eventsOf = (message: Message): readonly SourceEvent[] =>
	message.type === 'events' ? message.events : [];

/** A row that comes live, and changes after 10, 20 and 90 seconds. */
const changing = () => {
	const program = recorded();
	program.happen(...eventsOf(live()), changed(web('running'), start + 100, true));
	for (const [state, seconds] of [
		['stopping', 10],
		['stopped', 20],
		['running', 90],
	] as const)
		program.happen(changed(web(state), start + seconds * second));
	return program;
};

const stateOf = ({world}: Extract<Message, {type: 'past'}>) =>
	world.resources.get(web('').key)?.resource.state;

test('steps lead from change to change, by minutes and to both ends', async () => {
	const {recorder} = changing();
	const now = start + 120 * second;
	const {machine, shown} = travelling(recorder, () => now);
	machine.travel({to: now});
	expect((await shown(1)).world.now).toBe(now);
	const steps = [
		[{change: -1}, 90, 'running'],
		[{change: -1}, 20, 'stopped'],
		[{change: -1}, 10, 'stopping'],
		[{change: 1}, 20, 'stopped'],
		[{by: 60_000}, 80, 'stopped'],
		[{by: -60_000}, 20, 'stopped'],
		[{end: 'newest'}, 120, 'running'],
		[{to: start + 15 * second}, 15, 'stopping'],
	] as const;
	for (const [index, [to, seconds, state]] of steps.entries()) {
		machine.travel(to);
		const message = await shown(index + 2);
		expect([(message.world.now - start) / second, stateOf(message)]).toEqual([seconds, state]);
	}
});

test('at both ends there is nothing further, and it says so', async () => {
	const {recorder} = changing();
	const {machine, shown} = travelling(recorder, () => start + 120 * second);
	machine.travel({to: start + 100 * second});
	await shown(1);
	machine.travel({change: 1});
	expect((await shown(2)).edge).toBe('newest');
	machine.travel({to: start - 5000});
	expect(await shown(3)).toMatchObject({edge: 'oldest', world: {now: start}});
});

test('of several keys at once each is a step, and what was left is not answered', async () => {
	const {recorder} = changing();
	const {machine, messages} = travelling(recorder, () => start + 120 * second);
	machine.travel({to: start + 120 * second});
	for (let each = 0; each < 3; each++) machine.travel({change: -1});
	await until(() => expect(messages.at(-1)).toMatchObject({type: 'past', world: {now: start + 10 * second}}));
	const before = messages.length;
	machine.travel({change: -1});
	machine.leave();
	machine.travel({end: 'newest'});
	await until(() => expect(messages.length).toBe(before + 1));
	expect(messages.at(-1)).toMatchObject({world: {now: start + 120 * second}});
});
