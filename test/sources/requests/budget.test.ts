import {describe, expect, test} from 'vitest';
import {RefusedError, ServerError, UnreachableError} from '../../../source/model/errors.js';
import {Budget} from '../../../source/sources/requests/budget.js';
import type {Closure} from '../../../source/sources/requests/outage.js';
import type {Turn} from '../../../source/sources/requests/turns.js';
import {createBackoff} from '../../../source/transport/backoff.js';
import {FakeClock, settle} from '../fake-clock.js';

const account = {attempted: 'Cannot list', target: 'https://r', answer: 'it broke'};
const down = new UnreachableError(account);
const {signal: never} = new AbortController();

/** A budget on a clock that stands still; its server is up or down as `server` says. */
const start = () => {
	const clock = new FakeClock();
	const server = {isUp: true, probes: 0, credentials: 'one'};
	const budget = new Budget({
		clock,
		backoff: createBackoff({random: () => 0}),
		recheckMs: 60_000,
		credentials: async () => server.credentials,
		async probe() {
			server.probes += 1;
			if (!server.isUp) throw down;
		},
	});
	return {budget, clock, server};
};

/** Has so many requests sent, and counts those that were. */
const send = (budget: Budget, count: number) => {
	const sent: number[] = [];
	for (let index = 0; index < count; index++) {
		void budget.run(async () => {
			sent.push(index);
		});
	}

	return sent;
};

/** Scopes of a source, each of which wants to try; `begun` names those that may. */
const begin = (budget: Budget, names: readonly string[]) => {
	const begun: string[] = [];
	const waits: Closure[] = [];
	const turns = new Map<string, Turn>();
	for (const name of names) {
		const turn = budget.turn();
		turns.set(name, turn);
		void turn.begin(never, closure => waits.push(closure)).then(() => begun.push(name));
	}

	return {begun, waits, turn: (name: string) => turns.get(name) ?? budget.turn()};
};

const fail = (budget: Budget, error: Error) =>
	budget.run(() => Promise.reject(error)).catch((reason: unknown) => reason);

describe('requests', () => {
	test('are at most eight in flight, and those that wait go on in their order', async () => {
		const {budget} = start();
		const ends: (() => void)[] = [];
		const sent: number[] = [];
		const work = (index: number) => () => {
			sent.push(index);
			return new Promise<void>(resolve => {
				ends.push(resolve);
			});
		};
		for (let index = 0; index < 20; index++) void budget.run(work(index));
		await settle();
		expect(sent).toHaveLength(8);
		for (const end of ends.splice(0, 3)) end();
		await settle();
		expect(sent).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
	});

	test('that a person waits for go first', async () => {
		const {budget} = start();
		const ends: (() => void)[] = [];
		const sent: string[] = [];
		const work = (name: string) => () => {
			sent.push(name);
			return new Promise<void>(resolve => {
				ends.push(resolve);
			});
		};
		for (let index = 0; index < 8; index++) void budget.run(work('first'));
		await settle();
		void budget.run(work('background'));
		void budget.run(work('person'), {urgent: true});
		await settle();
		ends[0]?.();
		await settle();
		expect(sent.at(-1)).toBe('person');
	});

	test('wait while the server fails, until one probe has been answered', async () => {
		const {budget, clock, server} = start();
		server.isUp = false;
		expect(await fail(budget, down)).toBe(down);
		const sent = send(budget, 50);
		await clock.pass(60_000);
		expect(sent).toEqual([]);
		// After 0.5, 1, 2, 4, 8 and 15 s, and each 15 s.
		expect(server.probes).toBe(7);
		server.isUp = true;
		await clock.pass(15_000);
		expect(sent).toHaveLength(50);
		expect(server.probes).toBe(8);
	});

	test('of a person are sent all the same', async () => {
		const {budget} = start();
		await fail(budget, down);
		expect(await budget.run(async () => 'answer', {urgent: true})).toBe('answer');
	});

	test('that fail at once count as one failure', async () => {
		const {budget, clock} = start();
		await Promise.all(Array.from({length: 8}, () => fail(budget, down)));
		expect(budget.closure?.retryAt).toBe(clock.now() + 500);
	});

	test('are held back by all for as long as one answer asks', async () => {
		const {budget, clock, server} = start();
		await fail(budget, new ServerError({...account, answer: 'HTTP 429'}, 429, '', undefined, 40_000));
		const sent = send(budget, 45);
		await clock.pass(39_999);
		expect(server.probes).toBe(0);
		await clock.pass(1);
		expect([server.probes, sent.length]).toEqual([1, 45]);
	});

	test('that fail by themselves on a server that just answered stop no other', async () => {
		const {budget, clock} = start();
		await fail(budget, new ServerError({...account, answer: 'HTTP 503'}, 503, ''));
		send(budget, 1);
		await clock.pass(500);
		await fail(budget, new ServerError({...account, answer: 'HTTP 503'}, 503, ''));
		expect(budget.closure).toBeNull();
	});

	test('leave no timer once the budget is closed', async () => {
		const {budget, clock} = start();
		await fail(budget, down);
		budget.close();
		expect(clock.pending).toBe(0);
	});
});

describe('scopes', () => {
	test('try side by side on a server that is well', async () => {
		const {budget} = start();
		const {begun} = begin(budget, ['a', 'b', 'c']);
		await settle();
		expect(begun).toEqual(['a', 'b', 'c']);
	});

	test('try one after the other once one has failed, after a probe, and all when one is live', async () => {
		const {budget, clock, server} = start();
		budget.turn().fail(down);
		const {begun, waits, turn} = begin(budget, ['a', 'b', 'c']);
		await settle();
		expect(waits).toEqual(Array(3).fill({message: down.message, retryAt: clock.now() + 500}));
		await clock.pass(500);
		expect([server.probes, begun]).toEqual([1, ['a']]);
		turn('a').fail(down);
		await clock.pass(1000);
		expect([server.probes, begun]).toEqual([2, ['a', 'b']]);
		turn('b').succeed();
		await settle();
		expect(begun).toEqual(['a', 'b', 'c']);
	});

	test('whose attempt ends otherwise pass it on', async () => {
		const {budget, clock} = start();
		budget.turn().fail(down);
		const {begun, turn} = begin(budget, ['a', 'b', 'c']);
		await clock.pass(500);
		turn('a').leave();
		await settle();
		expect(begun).toEqual(['a', 'b']);
	});

	test('need not wait once a person acts', async () => {
		const {budget} = start();
		budget.turn().fail(new ServerError({...account, answer: 'HTTP 503'}, 503, '', undefined, 40_000));
		const {begun} = begin(budget, ['a']);
		await settle();
		budget.hurry();
		await settle();
		expect(begun).toEqual(['a']);
	});
});

describe('credentials', () => {
	const refusal = new RefusedError({...account, answer: 'HTTP 401'});

	test('that were refused are held back until a person acts', () => {
		const {budget} = start();
		budget.checkCredentials('one');
		budget.refuse('one', refusal);
		expect(() => budget.checkCredentials('one')).toThrow(refusal);
		expect(() => budget.checkCredentials('one')).toThrow(refusal);
		budget.hurry();
		budget.checkCredentials('one');
	});

	test('that a file or command gives others for are noticed, and nothing but that ends the wait', async () => {
		const {budget, clock, server} = start();
		let isReleased = false;
		budget.refuse('one', refusal);
		void budget.untilReleased(never).then(() => {
			isReleased = true;
		});
		await clock.pass(600_000);
		expect([isReleased, server.probes]).toEqual([false, 0]);
		server.credentials = 'two';
		await clock.pass(60_000);
		expect([isReleased, clock.pending]).toEqual([true, 0]);
	});

	test('leave no timer after an abort', async () => {
		const {budget, clock} = start();
		const controller = new AbortController();
		budget.refuse('one', refusal);
		const released = budget.untilReleased(controller.signal);
		controller.abort();
		await released;
		expect(clock.pending).toBe(0);
	});

	test('that have changed are sent', () => {
		const {budget} = start();
		budget.refuse('one', refusal);
		budget.checkCredentials('two');
		expect(budget.isRefused).toBe(false);
	});
});
