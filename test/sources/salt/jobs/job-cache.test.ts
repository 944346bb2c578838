import {expect, test} from 'vitest';
import {stateOf} from '../../../../source/sources/salt/jobs/job.js';
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
