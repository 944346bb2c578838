import {expect, test} from 'vitest';
import {publish} from '../../../source/demo/salt/dispatch.js';
import type {SaltServer} from '../../../source/demo/salt/server.js';
import {live, master, until, watch} from './scene.js';
import {calls, quick} from './start.js';

/** A job of which a minion returned bytes lies in the job cache. */
const keepBytes = async (server: SaltServer): Promise<string> => {
	const asked = {fun: 'odd.bytes_', args: [], target: 'web-a.example', targetType: 'glob', user: 'anna'};
	const job = publish(server.master, asked) ?? expect.fail('no job');
	await until(() => expect(job.results.size).toBe(1));
	return job.jid;
};

const readsOf = (server: SaltServer, jid: string) =>
	server.received.filter(calls('jobs.list_job')).filter(({body}) => body.includes(jid));

test('becomes live beside a job whose return holds bytes, asks for it once, and says so in its row', async () => {
	const server = await master();
	const jid = await keepBytes(server);
	const {observed, row, source} = watch(server);
	await until(() => expect(observed.status).toBe('live'));
	expect(row(`job/${jid}`)).toMatchObject({
		state: 'finished',
		message: expect.stringContaining('holds bytes'),
	});
	const ofJob = observed.of('changed').filter(({resource}) => resource.id === jid);
	expect(ofJob.map(({listed}) => listed)).not.toContain(false);
	const listings = observed.of('listed').length;
	source.relist();
	await until(() => expect(observed.of('listed').length).toBeGreaterThan(listings + 1));
	server.faults.cut();
	await until(() => expect(observed.of('gap').length).toBeGreaterThan(0));
	await until(() => expect(observed.status).toBe('live'));
	expect(readsOf(server, jid)).toHaveLength(1);
});

test('a log and a description of such a job do not ask for it again', async () => {
	const server = await master();
	const jid = await keepBytes(server);
	const {observed, row, source, log} = watch(server);
	await until(() => expect(observed.status).toBe('live'));
	const {events} = log(`job/${jid}`);
	await until(() => expect(events).toContainEqual(expect.objectContaining({type: 'lost'})));
	const described = await source.object(row(`job/${jid}`), new AbortController().signal);
	expect(described.cache).toContain('bytes');
	expect(readsOf(server, jid)).toHaveLength(1);
	expect(observed.status).toBe('live');
});

test('a job that returns bytes while it is followed ends as finished, and is asked for once', async () => {
	// That the stream is deaf is found out before the minion is asked, whose answer would be lost.
	const {server, observed, row} = await live({
		salt: {timings: {...quick.timings, overdueMs: 3000, answerMs: 5000}},
	});
	const jid = await keepBytes(server);
	await until(() => expect(observed.of('gap').length).toBeGreaterThan(0));
	await until(() =>
		expect(row(`job/${jid}`)).toMatchObject({state: 'finished', message: expect.stringContaining('bytes')}),
	);
	await until(() => expect(observed.status).toBe('live'));
	expect(row('minion/web-a.example').health).toBe('ok');
	expect(readsOf(server, jid)).toHaveLength(1);
});
