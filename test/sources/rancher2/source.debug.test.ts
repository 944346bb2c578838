import {afterEach, expect, test} from 'vitest';
import type {LogEvent} from '../../../source/model/log.js';
import {sessionOf} from '../shell-session.js';
import {createStage, never, rowOf, until} from './stage.js';
import {cluster} from './start.js';

const {serve, live, clear} = createStage();

afterEach(clear);

test('a container that was added for debugging is one of the pod’s, with state, log and shell', async () => {
	const server = await serve();
	const [pod] = server.world.list('pod', cluster);
	if (!pod) throw new Error('no pod');
	const {source, observed} = await live(server);
	source.show(['container']);
	const key = `prod/${cluster}/container/shop/${String(pod.fields.name)}/debugger-8xk2q`;
	server.world.change(pod.key, {debuggers: ['debugger-8xk2q']});
	await until(() => expect(rowOf(observed, key)).toMatchObject({state: 'running', health: 'ok'}));
	const row = rowOf(observed, key);
	expect(row.cells).toMatchObject({TYPE: 'ephemeral', IMAGE: 'busybox:1.37'});
	expect(row.parents[0]).toBe(`prod/${cluster}/pod/shop/${String(pod.fields.name)}`);

	const events: LogEvent[] = [];
	const stop = new AbortController();
	const options = {lines: 10, sinceSeconds: null, previous: false, container: null};
	const done = source.logs(row, options, event => events.push(event), stop.signal);
	server.log(pod.key, 'looking around', 'debugger-8xk2q');
	await until(() =>
		expect(events.flatMap(event => (event.type === 'line' ? [event.line.text] : []))).toContain(
			'looking around',
		),
	);
	stop.abort();
	await done;

	let written = '';
	const output = (bytes: Uint8Array) => {
		written += Buffer.from(bytes).toString();
	};
	const shell = await source.shell?.(row, {columns: 80, rows: 24}, output, never, sessionOf());
	await until(() => expect(written).not.toBe(''));
	shell?.write(Buffer.from('exit\r'));
	await shell?.ended;
	const asked = server.received.findLast(({url}) => url.pathname.endsWith('/exec'));
	expect(asked?.url.searchParams.get('container')).toBe('debugger-8xk2q');
	// What is for debugging makes no difference to the pod.
	expect(rowOf(observed, row.parents[0] ?? '').cells.READY).toBe('1/1');
});
