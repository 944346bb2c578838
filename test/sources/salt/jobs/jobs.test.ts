import {expect, test} from 'vitest';
import {type Job, stateOf} from '../../../../source/sources/salt/jobs/job.js';
import {cachedJobOf, cacheTime} from '../../../../source/sources/salt/jobs/job-cache.js';
import {Jobs} from '../../../../source/sources/salt/jobs/jobs.js';

const jid = '20261120154917940217';
const started = Date.UTC(2026, 10, 20, 15, 49, 17, 940);

const published = (minions: string[], more = {}) => ({
	jid,
	fun: 'state.apply',
	args: ['web'],
	target: '*',
	targetType: 'glob',
	user: 'anna',
	minions,
	missing: [],
	...more,
});

const returned = (minion: string, more = {}) => ({
	jid,
	minion,
	fun: 'state.apply',
	args: ['web'],
	user: 'anna',
	schedule: null,
	value: true,
	retcode: 0,
	success: true,
	...more,
});

const step = (minion: string, index: number, result: boolean | null = true) => ({
	jid,
	minion,
	index,
	total: 4,
	result: {result},
});

const shape = (job: Job | undefined) =>
	job && {state: stateOf(job), parts: job.parts.size, minions: job.minions.size, complete: job.complete};

/** Everything that can be reported of a job of two minions, in the order in which it usually comes. */
const story: readonly ((jobs: Jobs) => void)[] = [
	jobs => jobs.publish(published(['a', 'b']), 'minions', 1000),
	jobs => jobs.step(step('a', 0), 1100),
	jobs => jobs.step(step('a', 1), 1200),
	jobs => jobs.returns(returned('a'), 'minions', 1300, 1300),
	jobs => jobs.returns(returned('b', {success: false, retcode: 2}), 'minions', 1400, 1400),
];

const permutations = <T>(items: readonly T[]): T[][] =>
	items.length < 2
		? [[...items]]
		: items.flatMap((item, at) =>
				permutations(items.filter((_, other) => other !== at)).map(rest => [item, ...rest]),
			);

test('comes to the same end in every order of its events, each of them once or twice', () => {
	for (const order of permutations(story)) {
		const jobs = new Jobs();
		for (const event of order) event(jobs);
		for (const event of order) event(jobs);
		const job = jobs.get(jid);
		expect(shape(job)).toEqual({state: 'failed', parts: 2, minions: 2, complete: true});
		expect(job?.partial).toBeCloseTo(0);
		expect([...(job?.progress.keys() ?? [])]).toEqual([]);
		expect([...(job?.failures.keys() ?? [])]).toEqual(['b']);
	}
});

test('counts who has returned while it runs', () => {
	const jobs = new Jobs();
	jobs.publish(published(['a', 'b', 'c']), 'minions', 1000);
	jobs.returns(returned('a'), 'minions', 1100, 1100);
	expect(shape(jobs.get(jid))).toEqual({state: 'running', parts: 1, minions: 3, complete: true});
	expect(jobs.get(jid)?.started).toBe(started);
	expect(jobs.get(jid)?.endedAt).toBeNull();
});

test('does not know who is expected before that was reported', () => {
	const jobs = new Jobs();
	jobs.returns(returned('a'), 'minions', 1100, 1100);
	expect(shape(jobs.get(jid))).toEqual({state: 'running', parts: 1, minions: 1, complete: false});
});

test('takes a scheduled job, which has no beginning, for one of its minion alone', () => {
	const jobs = new Jobs();
	const job = jobs.returns(returned('a', {schedule: 'nightly', user: null}), 'minions', 1100, 1100);
	expect(shape(job)).toEqual({state: 'succeeded', parts: 1, minions: 1, complete: true});
	expect(job.schedule).toBe('nightly');
});

test.each([
	[9, 'saltutil.kill_job', 'killed'],
	[15, 'saltutil.term_job', 'killed'],
	[10, 'saltutil.signal_job', 'running'],
])('takes the answer to signal %i for what it means: %s, then it is %s', (signal, fun, state) => {
	const jobs = new Jobs();
	jobs.publish(published(['a']), 'minions', 1000);
	const answer = returned('a', {
		jid: '20261120160000000000',
		fun,
		value: `Signal ${signal} sent to job ${jid} at pid 7`,
	});
	jobs.kills(answer, 1200);
	expect(stateOf(jobs.publish(published(['a']), 'minions', 1300))).toBe(state);
});

test('is not killed where the signal found nothing', () => {
	const jobs = new Jobs();
	jobs.publish(published(['a']), 'minions', 1000);
	expect(jobs.kills(returned('a', {fun: 'saltutil.kill_job', value: ''}), 1200)).toBeNull();
});

test('has no response from who is not there, until a late return takes that back', () => {
	const jobs = new Jobs();
	jobs.publish(published(['a', 'b']), 'minions', 1000);
	jobs.returns(returned('a'), 'minions', 1100, 1100);
	const job = jobs.silence(jid, ['a', 'b', 'stranger'], 1200);
	expect(shape(job ?? undefined)).toMatchObject({state: 'no response', parts: 1, minions: 2});
	expect(job?.endedAt).toBe(1200);
	jobs.returns(returned('b'), 'minions', 9000, 9000);
	expect(stateOf(job ?? expect.fail('no job'))).toBe('succeeded');
});

test('ends with a late return, where it had no response before', () => {
	const jobs = new Jobs();
	jobs.publish(published(['a']), 'minions', 1000);
	jobs.silence(jid, ['a'], 1200);
	expect(jobs.returns(returned('a'), 'minions', 9000, 9000).endedAt).toBe(9000);
	expect(jobs.returns(returned('a'), 'minions', 9500, 9500).endedAt).toBe(9000);
});

test('runs again where a minion says that it works on it after all', () => {
	const jobs = new Jobs();
	jobs.publish(published(['a']), 'minions', 1000);
	jobs.silence(jid, ['a'], 1200);
	expect(stateOf(jobs.working(jid, 'a', 1300) ?? expect.fail('no job'))).toBe('running');
	expect(jobs.get(jid)?.endedAt).toBeNull();
});

test('is over at once where nobody was expected', () => {
	const jobs = new Jobs();
	expect(stateOf(jobs.publish(published([], {missing: ['ghost']}), 'minions', 1000))).toBe('no minions');
});

test('reports which jobs are overdue, and leaves out those that only look around', () => {
	const jobs = new Jobs();
	jobs.publish(published(['a']), 'minions', 1000);
	jobs.publish(published(['a'], {jid: '20261120160000000000', fun: 'saltutil.find_job'}), 'minions', 1000);
	expect([...jobs.overdue(1000)]).toEqual([]);
	expect([...jobs.overdue(1001)].map(job => job.jid)).toEqual([jid]);
});

test('keeps hardly more than its bound of very many, and always the newest', () => {
	const forgotten: string[] = [];
	const jobs = new Jobs({jobs: 40, internal: 1}, job => forgotten.push(job.jid));
	const jids = Array.from({length: 200}, (_, index) => String(index).padStart(20, '0'));
	for (const [index, each] of jids.entries()) {
		jobs.publish(published([], {jid: each}), 'minions', index);
		expect([...jobs.all].length).toBeLessThanOrEqual(42);
	}

	expect([...jobs.all].map(job => job.jid)).toEqual(jids.slice(forgotten.length));
	expect(forgotten).toEqual(jids.slice(0, forgotten.length));
});

test('keeps a bounded number, and forgets those first that are over', () => {
	const forgotten: string[] = [];
	const jobs = new Jobs({jobs: 2, internal: 1}, job => forgotten.push(job.jid));
	const start = (id: string, fun = 'test.ping') =>
		jobs.publish(published(['a'], {jid: id, fun}), 'minions', 1000);
	start('1');
	start('2');
	jobs.returns(returned('a', {jid: '2'}), 'minions', 1100, 1100);
	start('3');
	expect(forgotten).toEqual(['2']);
	start('4', 'saltutil.find_job');
	start('5', 'saltutil.find_job');
	expect(forgotten).toEqual(['2', '4']);
});

test('reads a listing, whose results are not known before they are read', () => {
	const jobs = new Jobs();
	const listed = {Function: 'test.ping', Arguments: [], Target: '*', 'Target-type': 'glob', User: 'anna'};
	const first = cachedJobOf(jid, listed) ?? expect.fail('no job');
	expect(stateOf(jobs.read(first, 1000))).toBe('unknown');
	expect([...jobs.settleUnread()].map(stateOf)).toEqual(['finished']);
	const Result = {a: {return: true, retcode: 0, success: true}, b: {return: '', retcode: 3, success: false}};
	const whole = cachedJobOf(jid, {...listed, Minions: ['a', 'b'], Result}) ?? expect.fail('no job');
	expect(shape(jobs.read(whole, 2000))).toEqual({state: 'failed', parts: 2, minions: 2, complete: true});
	expect(jobs.get(jid)?.endedAt).toBeNull();
});

test('reads what is running now', () => {
	const jobs = new Jobs();
	const active = {Function: 'test.sleep', Running: [{b: 31920}], Returned: ['a'], Target: '*'};
	const job = jobs.read(cachedJobOf(jid, active) ?? expect.fail('no job'), 1000);
	expect(shape(job)).toMatchObject({state: 'running', minions: 2});
});

test('unwraps what a runner returned, which the cache holds as its whole event', () => {
	const event = {fun: 'runner.manage.status', fun_args: [], return: {up: ['a']}, success: true};
	const Result = {vm_master: {return: event, success: true}};
	const cached = cachedJobOf(jid, {Function: 'runner.manage.status', Target: 'vm_master', Result});
	expect(cached).toMatchObject({side: 'runner'});
	expect(cached?.results?.get('vm_master')?.value).toEqual({up: ['a']});
});

test('knows a job that the cache does not know', () => {
	expect(cachedJobOf('nonsense', {jid: 'nonsense', Error: 'Cannot contact returner', Result: {}})).toBeNull();
});

test('reads the time of the job cache', () => {
	expect(cacheTime('2026, Nov 20 15:49:17.940217')).toBe(started);
	expect(cacheTime('')).toBeNull();
});
