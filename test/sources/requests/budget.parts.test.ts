import {expect, test} from 'vitest';
import {
	LateError,
	PartError,
	RefusedError,
	ServerError,
	UnreachableError,
} from '../../../source/model/errors.js';
import {Budget} from '../../../source/sources/requests/budget.js';
import type {Turn} from '../../../source/sources/requests/turns.js';
import {FakeClock, settle} from '../fake-clock.js';

const account = {attempted: 'Cannot list', target: 'https://r', answer: 'it broke'};
const away = new PartError(account);
const {signal: never} = new AbortController();

const start = () => {
	const clock = new FakeClock();
	const budget = new Budget({clock, credentials: async () => 'one', probe: async () => undefined});
	return {budget, clock};
};

const busy = (retryAfterMs: number) => new ServerError(account, 503, '', undefined, retryAfterMs);

/** A request of a part that fails so. */
const fail = (budget: Budget, part: string, error: Error) =>
	budget.run(() => Promise.reject(error), {part}).catch(() => undefined);

/** Parts that failed and want to try again, and those of them that may. */
const retry = async (parts: readonly Turn[]): Promise<readonly Turn[]> => {
	const begun: Turn[] = [];
	for (const part of parts) void part.begin(never, () => undefined).then(() => begun.push(part));
	await settle();
	return begun;
};

test.each([
	['503', new ServerError(account, 503, '')],
	['no answer in time', new LateError(account)],
	['an agent that is away', away],
	['Retry-After', busy(40_000)],
])('one part that fails by %s stops no request', async (_how, error) => {
	const {budget} = start();
	await fail(budget, 'a', error);
	await fail(budget, 'a', error);
	expect(budget.closure).toBeNull();
});

test('two parts that ask to be left alone are the whole server', async () => {
	const {budget, clock} = start();
	await fail(budget, 'a', busy(40_000));
	await fail(budget, 'b', busy(40_000));
	expect(budget.closure?.retryAt).toBe(clock.now() + 40_000);
});

test('a part that answers again no longer counts', async () => {
	const {budget} = start();
	await fail(budget, 'a', busy(40_000));
	await budget.run(async () => 'answer', {part: 'a'});
	await fail(budget, 'b', busy(40_000));
	expect(budget.closure).toBeNull();
});

test('a server that cannot be reached is out, whatever was asked of it', async () => {
	const {budget} = start();
	await fail(budget, 'a', new UnreachableError(account));
	expect(budget.closure).not.toBeNull();
});

test('parts that failed try one after the other, with a pause after each that fails again', async () => {
	const {budget, clock} = start();
	const parts = ['a', 'b', 'c'].map(() => budget.turn(true));
	for (const part of parts) part.fail(away);
	expect(budget.closure).toBeNull();
	const begun = await retry(parts);
	expect(begun).toHaveLength(0);
	await clock.pass(1000);
	expect(begun).toHaveLength(1);
	begun[0]?.fail(away);
	await settle();
	expect(begun).toHaveLength(1);
	await clock.pass(1000);
	expect(begun).toHaveLength(2);
	begun[1]?.succeed();
	await settle();
	expect(begun).toHaveLength(3);
	budget.close();
	expect(clock.pending).toBe(0);
});

test('the pause is not waited for once a person acts', async () => {
	const {budget} = start();
	const part = budget.turn(true);
	part.fail(away);
	const begun = await retry([part]);
	budget.hurry();
	await settle();
	expect(begun).toHaveLength(1);
});

test('while the server itself is in doubt a part that fails closes it again', async () => {
	const {budget, clock} = start();
	budget.turn().fail(new UnreachableError(account));
	const part = budget.turn(true);
	const begun = await retry([part]);
	await clock.pass(1000);
	expect(begun).toHaveLength(1);
	part.fail(new ServerError(account, 503, ''));
	expect(budget.closure).not.toBeNull();
});

test('credentials that one realm refuses are sent to the rest, and others end the hold', () => {
	const {budget} = start();
	const refusal = new RefusedError(account);
	budget.refuse('one', refusal, 'server');
	expect(() => budget.checkCredentials('one', 'server')).toThrow(refusal);
	budget.checkCredentials('one');
	expect(budget.isRefused).toBe(true);
	budget.checkCredentials('two');
	expect(budget.isRefused).toBe(false);
});
