import {readdirSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {cachedJobOf} from '../../../source/sources/salt/jobs/job-cache.js';
import {Model} from '../../../source/sources/salt/watch/model.js';
import {type Meaning, meaningOf} from '../../../source/sources/salt/wire/events.js';
import {type BusEvent, parseEvent} from '../../../source/sources/salt/wire/frames.js';
import {readEventStream} from '../../../source/transport/event-stream.js';

const found = new URL('../../fixtures/salt/found/', import.meta.url);

/** Every event of a stream that a real salt-api sent. */
const eventsOf = async (file: string): Promise<readonly BusEvent[]> => {
	const events: BusEvent[] = [];
	async function* body() {
		yield readFileSync(new URL(file, found));
		// The captures end before the next event's first bytes.
		yield Buffer.from('\n\n');
	}

	await readEventStream(body(), {
		onData: data => events.push(parseEvent(data) ?? expect.fail(`no event: ${data}`)),
		onDropped: message => expect.fail(message),
	});
	return events;
};

const types = async (file: string): Promise<readonly Meaning['type'][]> =>
	(await eventsOf(file)).map(event => meaningOf(event).type);

test('every event of these streams means something', async () => {
	const streams = readdirSync(found).filter(name => name.endsWith('.sse'));
	expect(Object.fromEntries(await Promise.all(streams.map(async file => [file, await types(file)])))).toEqual(
		{
			// Ends in the middle of an event that holds bytes.
			'01-poison-list_job.sse': ['call'],
			'04-batch-3008.sse': [
				...['batch', 'batch', 'new', 'duplicate', 'return', 'batch'],
				...['batch', 'new', 'duplicate', 'return', 'batch', 'batch'],
			],
			'06-wheel-events-3007.sse': ['call', 'copy', 'copy', 'call-return'],
			'06-wheel-events-3008.sse': ['call', 'call-return'],
		},
	);
});

test('stamps since 3008 say their offset, and are read as the same time', async () => {
	const [first] = await eventsOf('04-batch-3008.sse');
	expect(first?.stamp).toBe(Date.UTC(2026, 10, 30, 0, 48, 5, 871));
});

test('a real batch is not over between its parts', async () => {
	const model = new Model({
		source: 'eu',
		readOnly: false,
		kinds: new Set(['job', 'minion']),
		permitted: actions => actions,
	});
	const states = (await eventsOf('04-batch-3008.sse')).map(event => {
		model.apply(event, event.stamp ?? 0);
		return model.rows.list('job')[0]?.state;
	});
	expect(states).toEqual([
		...Array.from({length: 4}, () => 'running 0/2'),
		...Array.from({length: 5}, () => 'running 1/2'),
		...['running 2/2', 'running 2/2', 'succeeded'],
	]);
	expect(model.rows.list('job')[0]?.cells).toMatchObject({TARGET: '*', TOOK: '11.8s'});
});

test.each([
	['02-list_jobs_filter-200-own-polls.json', 'runner.cache.grains'],
	['03-list_job-of-runner.json', 'runner.odd.hello'],
])('reads the jobs of %s', (file, fun) => {
	const [observed] = JSON.parse(readFileSync(new URL(file, found), 'utf8')).return;
	const jobs = [observed].flat().filter(each => typeof each === 'object');
	const read = jobs.map(each => cachedJobOf(each.JID ?? each.jid, each));
	expect(read.map(job => job?.side)).not.toContain(undefined);
	expect(read.map(job => job?.job.fun)).toContain(fun);
});
