import {expect, test} from 'vitest';
import {hasArguments, stateOf} from '../../../../source/sources/salt/jobs/job.js';
import {cachedJobOf} from '../../../../source/sources/salt/jobs/job-cache.js';
import {Jobs} from '../../../../source/sources/salt/jobs/jobs.js';

const jid = '20261120154917940217';

const returned = {
	jid,
	minion: 'a',
	fun: 'state.apply',
	args: ['web'],
	user: 'anna',
	schedule: null,
	value: true,
	retcode: 0,
	success: true,
};

/** A job as the cache reports it whole, `b` not having answered. */
const cached = (more = {}) => {
	const Result = {a: {return: true, retcode: 0, success: true}};
	const whole = {Function: 'state.apply', Target: '*', Minions: ['a', 'b'], Result, ...more};
	return cachedJobOf(jid, whole) ?? expect.fail('no job');
};

test('does not know since when nobody works on a job of the cache', () => {
	const jobs = new Jobs();
	expect(stateOf(jobs.read(cached(), 5000))).toBe('running');
	expect(stateOf(jobs.read(cached(), 6000, () => true))).toBe('no response');
	expect(jobs.get(jid)?.endedAt).toBeNull();
	expect(jobs.returns(returned, 'minions', 7000, 7000).endedAt).toBeNull();
});

test('does not know it either where it was asked after', () => {
	const jobs = new Jobs();
	jobs.read(cached(), 5000);
	const job = jobs.silence(jid, ['b'], 6000) ?? expect.fail('no job');
	expect(stateOf(job)).toBe('no response');
	expect(job.endedAt).toBeNull();
});

test('was over with the last return that was heard, where only the cache says that this was the last', () => {
	const jobs = new Jobs();
	jobs.returns(returned, 'minions', 1100, 1100);
	expect(stateOf(jobs.read(cached({Minions: ['a']}), 60_000))).toBe('succeeded');
	expect(jobs.get(jid)?.endedAt).toBe(1100);
});

test('a wheel function that raised an exception failed, and is not known to have had no arguments', () => {
	const jobs = new Jobs();
	const raised = {
		fun: 'wheel.key.accept_dict',
		jid,
		user: 'UNKNOWN',
		return:
			'Exception occurred in wheel key.accept_dict: Traceback (most recent call last):\nsalt.exceptions.SaltInvocationError: accept_dict takes at least 1 argument (0 given)\n',
		success: false,
		retcode: 1,
	};
	const Result = {vm_master: {return: raised}};
	const job = jobs.read(
		cached({Function: raised.fun, Target: 'vm_master', Minions: undefined, Result}),
		5000,
	);
	expect([stateOf(job), [...job.failures.values()], hasArguments(job)]).toEqual([
		'failed',
		['salt.exceptions.SaltInvocationError: accept_dict takes at least 1 argument (0 given)'],
		false,
	]);
});
