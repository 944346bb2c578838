import {describe, expect, onTestFinished, test, vi} from 'vitest';
import type {SourceEvent} from '../../source/model/source.js';
import {Store, type StoreOptions} from '../../source/runtime/store.js';
import type {Effect} from '../../source/state/effect.js';
import type {Message} from '../../source/state/message.js';
import type {State} from '../../source/state/state.js';
import {until} from '../until.js';

/** A state that is only looked at by the reducer below: the messages so far. */
type Heard = State & {readonly heard: readonly Message[]};

const heardBy = (store: Store) => (store.getState() as Heard).heard;
const event = (at: number): SourceEvent => ({type: 'removed', source: 'prod', at, key: 'prod//host/1'});
const heartbeat = (at: number): SourceEvent => ({type: 'heartbeat', source: 'prod', at});

const start = (options: Partial<StoreOptions> = {}) => {
	const performed: Effect[] = [];
	const store = new Store({
		initial: {heard: []} as unknown as State,
		update: (state, message) =>
			message.type === 'tick'
				? {state, effects: []}
				: {
						state: {...state, heard: [...(state as Heard).heard, message]} as Heard,
						effects: message.type === 'key' ? [{type: 'copy', text: message.key}] : [],
					},
		perform: effect => performed.push(effect),
		nextTickMs: () => null,
		now: Date.now,
		fps: 1000,
		...options,
	});
	onTestFinished(() => store.stop());
	return {store, performed};
};

describe('the store', () => {
	test('brings what the sources emitted since the last frame as one message', async () => {
		const {store} = start();
		const frames = vi.fn();
		store.subscribe(frames);
		for (let at = 1; at <= 80; at++) store.emit(event(at));
		expect(heardBy(store)).toEqual([]);
		await until(() => expect(frames).toHaveBeenCalledTimes(1));
		expect(heardBy(store)).toHaveLength(1);
		expect(heardBy(store)[0]).toMatchObject({type: 'events', events: {length: 80}, more: false});
	});

	test('a frame during which others held the processor does not delay the next', async () => {
		let now = 0;
		const {store} = start({now: () => now, cpuMs: () => 0});
		const frames = vi.fn(() => {
			now += 10_000;
		});
		store.subscribe(frames);
		store.emit(event(1));
		await until(() => expect(frames).toHaveBeenCalledTimes(1));
		store.emit(event(2));
		await until(() => expect(frames).toHaveBeenCalledTimes(2));
	});

	test('a heartbeat alone is worth no frame; it comes before what follows', async () => {
		const {store} = start();
		const scheduled = [vi.spyOn(globalThis, 'setTimeout'), vi.spyOn(globalThis, 'setImmediate')];
		store.emit(heartbeat(1));
		store.emit(heartbeat(2));
		for (const each of scheduled) {
			expect(each).not.toHaveBeenCalled();
			each.mockRestore();
		}

		store.emit(event(3));
		await until(() => expect(heardBy(store)).toHaveLength(1));
		expect(heardBy(store)[0]).toMatchObject({events: [{at: 1}, {at: 2}, {at: 3}]});
	});

	test('shows at once what an effect of a frame emitted', async () => {
		const emitted: SourceEvent[] = [event(2)];
		const {store} = start({
			update: (state, message) => ({
				state:
					message.type === 'tick'
						? state
						: ({...state, heard: [...(state as Heard).heard, message]} as Heard),
				effects: message.type === 'events' ? [{type: 'redraw'}] : [],
			}),
			perform() {
				const next = emitted.shift();
				if (next) store.emit(next);
			},
		});
		store.emit(event(1));
		await until(() => expect(heardBy(store)).toHaveLength(2));
	});

	test('takes in a flood of events before the frame, which rests by its own cost only', async () => {
		const {store} = start();
		const frames = vi.fn();
		store.subscribe(frames);
		for (let at = 1; at <= 240; at++) store.emit(event(at));
		expect(heardBy(store)).toMatchObject([
			{type: 'events', events: {length: 100}, more: true},
			{type: 'events', events: {length: 100}, more: true},
		]);
		expect(frames).not.toHaveBeenCalled();
		await until(() => expect(frames).toHaveBeenCalledTimes(1));
		expect(heardBy(store)[2]).toMatchObject({events: {length: 40}, more: false});
	});

	test('answers a key at once, after everything that was emitted before it', async () => {
		const {store, performed} = start({fps: 0.001});
		const frames = vi.fn();
		store.subscribe(frames);
		store.emit(event(1));
		store.dispatch({type: 'key', key: 'j', at: 2, seen: null});
		expect(heardBy(store).map(({type}) => type)).toEqual(['events', 'key']);
		expect(performed).toEqual([{type: 'copy', text: 'j'}]);
		await until(() => expect(frames).toHaveBeenCalledTimes(1));
		// The next frame is a quarter of an hour away, but not for a key.
		store.dispatch({type: 'key', key: 'k', at: 3, seen: null});
		await until(() => expect(frames).toHaveBeenCalledTimes(2));
	});

	test('collects the lines of each log until the next frame', async () => {
		const {store} = start();
		store.emitLog(1, {writer: 1, event: {type: 'live'}});
		store.emitLog(2, {writer: 1, event: {type: 'live'}});
		store.emitLog(1, {writer: 2, event: {type: 'lost', count: 3, message: 'slow'}});
		await until(() => expect(heardBy(store)).toHaveLength(2));
		expect(heardBy(store)).toMatchObject([
			{type: 'log', view: 1, events: [{event: {type: 'live'}}, {event: {type: 'lost'}}]},
			{type: 'log', view: 2, events: [{event: {type: 'live'}}]},
		]);
	});

	test('calls nobody when nothing changed', async () => {
		const {store} = start({update: state => ({state, effects: []}), nextTickMs: () => 1});
		const frames = vi.fn();
		const ticks = vi.fn(() => 1);
		const idle = start({update: state => ({state, effects: []}), nextTickMs: ticks}).store;
		idle.subscribe(frames);
		idle.emit(event(1));
		await until(() => expect(ticks.mock.calls.length).toBeGreaterThan(3));
		// The first state is painted once; the ticks after it changed nothing.
		expect(frames).toHaveBeenCalledTimes(1);
		store.stop();
	});

	test('lets the clock tick when something on the screen ages, without any event', async () => {
		const times: number[] = [];
		const {store} = start({
			nextTickMs: () => 1,
			update(state, message) {
				if (message.type === 'tick') times.push(message.now);
				return {state, effects: []};
			},
		});
		store.emit(event(1));
		await until(() => expect(times.length).toBeGreaterThan(3));
	});

	/** A clock that is set by hand, and the delays of the timers that follow what is emitted. */
	const paced = (fps: number) => {
		let clock = 1_000_000;
		const {store} = start({fps, now: () => clock, update: state => ({state: {...state}, effects: []})});
		const frames = vi.fn();
		store.subscribe(frames);
		const delayOf = async (afterMs: number) => {
			clock += afterMs;
			const count = frames.mock.calls.length;
			const timeout = vi.spyOn(globalThis, 'setTimeout');
			store.emit(event(clock));
			// At once takes no timer.
			const delay = timeout.mock.calls.at(-1)?.[1] ?? 0;
			timeout.mockRestore();
			clock += delay;
			await until(() => expect(frames).toHaveBeenCalledTimes(count + 1));
			return delay;
		};
		return {delayOf};
	};

	test('shows what happens seldom at once, though it comes in pieces, and paces what goes on', async () => {
		const {delayOf} = paced(20);
		const delays: number[] = [];
		for (const afterMs of [0, 1, 1, 1, 1, 1]) delays.push(await delayOf(afterMs));
		expect(delays).toEqual([0, 0, 0, 0, 46, 49]);
		expect(await delayOf(1000)).toBe(0);
	});

	test('frames of the clock alone delay no change', async () => {
		let ticks = 0;
		const {store} = start({
			fps: 20,
			now: () => 1_000_000,
			nextTickMs: () => (ticks < 10 ? 1 : null),
			update(state, message) {
				if (message.type === 'tick') ticks++;
				return {state: {...state}, effects: []};
			},
		});
		store.emit(event(1));
		await until(() => expect(ticks).toBe(10));
		const timeout = vi.spyOn(globalThis, 'setTimeout');
		store.emit(event(2));
		expect(timeout).not.toHaveBeenCalled();
		timeout.mockRestore();
	});

	test('rests four times the cost of a frame, so that the sockets can be read', async () => {
		let clock = 1000;
		const starts: number[] = [];
		const {store} = start({
			now: () => clock,
			update(state, message) {
				if (message.type === 'tick') {
					starts.push(clock);
					clock += 10;
				}

				return {state: {...state}, effects: []};
			},
		});
		const frames = vi.fn();
		store.subscribe(frames);
		store.emit(event(1));
		await until(() => expect(frames).toHaveBeenCalledTimes(1));
		const timeout = vi.spyOn(globalThis, 'setTimeout');
		store.emit(event(2));
		expect(timeout.mock.calls.at(-1)?.[1]).toBe(40);
		timeout.mockRestore();
	});

	test('emits nothing once it is stopped', async () => {
		const {store} = start();
		const frames = vi.fn();
		store.subscribe(frames);
		store.emit(event(1));
		store.stop();
		store.dispatch({type: 'key', key: 'j', at: 1, seen: null});
		const other = start();
		other.store.emit(event(1));
		await until(() => expect(heardBy(other.store)).toHaveLength(1));
		expect(frames).not.toHaveBeenCalled();
		expect(heardBy(store)).toEqual([]);
	});
});
