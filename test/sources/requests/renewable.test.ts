import {expect, test} from 'vitest';
import {type Attempt, attemptTwice, Renewable} from '../../../source/sources/requests/renewable.js';

/** Logins that give 1, 2, 3; those up to `stale` are refused. */
const sessions = (stale: number) => {
	let logins = 0;
	const session = new Renewable(async () => ++logins);
	const work = async (value: number): Promise<Attempt<string>> =>
		value > stale ? {result: `with ${value}`} : {refused: () => `refused ${value}`};
	return {
		session,
		work,
		logins: () => logins,
		attempt: () => attemptTwice(session, work, {canRenew: () => true}),
	};
};

test('one login serves all who ask', async () => {
	const {attempt, logins} = sessions(0);
	expect(await Promise.all([attempt(), attempt(), attempt()])).toEqual(['with 1', 'with 1', 'with 1']);
	expect(logins()).toBe(1);
});

test('of several calls that are refused the first logs in again, and all are made once more', async () => {
	const {attempt, logins} = sessions(1);
	expect(await Promise.all([attempt(), attempt()])).toEqual(['with 2', 'with 2']);
	expect(logins()).toBe(2);
});

test('what is refused again is the answer, and the next call begins afresh', async () => {
	const {attempt} = sessions(2);
	expect(await attempt()).toBe('refused 2');
	expect(await attempt()).toBe('with 3');
});

test('where no other can be had there is one attempt', async () => {
	const {session, work, logins} = sessions(1);
	expect(await attemptTwice(session, work, {canRenew: () => false})).toBe('refused 1');
	expect(logins()).toBe(1);
});

test('a login that failed is not kept', async () => {
	let tries = 0;
	const session = new Renewable(async () => {
		tries++;
		if (tries === 1) throw new Error('out of order');
		return tries;
	});
	await expect(session.get()).rejects.toThrow('out of order');
	expect(await session.get()).toBe(2);
});
