import {getEventListeners} from 'node:events';
import {expect, onTestFinished, test, vi} from 'vitest';
import type {SourceEvent} from '../../source/model/source.js';
import {systemClock} from '../../source/transport/clock.js';
import {openSocket} from '../../source/transport/websocket.js';
import {opened, Play} from '../state/stage.js';
import {serveSockets} from '../transport/stage.js';
import {until} from '../until.js';
import {resource} from './fake-adapter.js';
import {settle} from './fake-clock.js';
import {startLive} from './reflection.js';

const minute = 60_000;
const hour = 60 * minute;

/** What must not grow with time. */
type Kept = {
	readonly timers: number;
	readonly listeners: number;
	readonly rows: number;
	readonly changes: number;
	readonly live: boolean;
};

test('a day of changes, removals and broken streams leaves timers, listeners and rows as after two hours', async () => {
	const all = await startLive({silenceMs: 5 * minute, sweepMs: 6 * hour});
	const {adapter, clock, controller, events} = all;
	const play = new Play().dispatch(opened('s'));
	const show = () => {
		const emitted: readonly SourceEvent[] = events.splice(0);
		play.dispatch({type: 'events', events: emitted}, {type: 'tick', now: clock.now()});
	};

	let number = 0;
	const live = async (minutes: number) => {
		for (let passed = 0; passed < minutes; passed++) {
			number++;
			adapter.opening.emit({
				type: 'changed',
				resource: resource('a', number % 2 === 0 ? 'running' : 'starting'),
			});
			// A pod comes and goes each minute, as those of a cron job do.
			adapter.opening.emit({type: 'changed', resource: resource(`job-${number}`)});
			adapter.opening.emit({type: 'removed', key: resource(`job-${number - 1}`).key});
			await clock.pass(minute);
			show();
		}
	};
	const reconnect = async () => {
		adapter.opening.end();
		await clock.pass(minute);
		adapter.opening.accept();
		await settle();
		adapter.listing().page(resource('a'), resource('b'), resource(`job-${number}`));
		adapter.listing().finish();
		await settle();
		show();
	};
	const kept = (): Kept => ({
		timers: clock.pending,
		listeners: getEventListeners(controller.signal, 'abort').length,
		rows: [...play.state.resources.rows()].length,
		changes: Math.min(play.state.changes.size, 300),
		live: play.state.connections.get('s')?.scopes.size === 0,
	});

	let early: Kept | null = null;
	for (let hours = 0; hours < 24; hours++) {
		for (let part = 0; part < 3; part++) {
			await live(19);
			await reconnect();
		}

		if (hours === 1) early = kept();
	}

	expect(kept()).toEqual(early);
	expect(early).toMatchObject({rows: 3, live: true});
});

test('a hundred sockets one after the other leave no listener and no connection', async () => {
	const server = await serveSockets(socket => socket.send('hello'));
	const controller = new AbortController();
	onTestFinished(() => controller.abort());
	for (let count = 0; count < 100; count++) {
		const socket = await openSocket({
			url: server.url,
			headers: {},
			certificateAuthorities: null,
			insecure: false,
			silenceMs: 60_000,
			pingMs: 60_000,
			signal: controller.signal,
			attempted: 'Cannot follow changes',
			environment: {},
			onFrame: () => undefined,
		});
		socket.close();
		await socket.ended;
	}

	expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
	await until(() => expect(server.sockets.clients.size).toBe(0));
});

test('a wait that is longer than a timer can be is not over at once', () => {
	vi.useFakeTimers();
	onTestFinished(() => void vi.useRealTimers());
	const call = vi.fn();
	const cancel = systemClock.after(30 * 24 * hour, call);
	vi.advanceTimersByTime(29 * 24 * hour);
	expect(call).not.toHaveBeenCalled();
	vi.advanceTimersByTime(25 * hour);
	expect(call).toHaveBeenCalledOnce();
	systemClock.after(Number.POSITIVE_INFINITY, call)();
	cancel();
	expect(vi.getTimerCount()).toBe(0);
});
