import {setTimeout as wait} from 'node:timers/promises';
import {serveRancher1} from '../../source/demo/rancher1/server.js';
import type {LogsView} from '../../source/state/pages/views.js';
import type {State} from '../../source/state/state.js';
import {startChild} from './children.js';
import {figureOf, type Line, quantile} from './figures.js';
import {pressKeys} from './load.js';
import type {Credentials, LogOptions, LogResult} from './orders.js';
import {rancher1At, startProgram, until} from './program.js';
import {cpuMs} from './receive.js';

const perSecond = 10_000;
const streams = 20;

/** A demo server whose containers write as many lines as ordered, in turn. */
export const serveTalk = async (
	onOrder: (listener: (order: {readonly lines: number}) => void) => void,
): Promise<{readonly url: string; readonly credentials: Credentials}> => {
	const server = await serveRancher1({life: false, containers: streams});
	const containers = server.world.list('instance').map(({id}) => id);
	onOrder(async ({lines}) => {
		const began = performance.now();
		for (let sent = 0; sent < lines; ) {
			const due = Math.min(lines, ((performance.now() - began) / 1000) * perSecond);
			for (; sent < due; sent++)
				server.log(
					containers[sent % containers.length] ?? '',
					`line ${sent} GET /cart/${sent % 97} 200 12 ms`,
				);
			await wait(5);
		}
	});
	const {access, secret} = server.accountKey;
	return {url: server.url, credentials: {username: access, password: secret}};
};

const logsOf = (state: State): LogsView | null => {
	const view = state.views.at(-1);
	return view?.type === 'logs' ? view : null;
};

/** The program with a log open that grows fast. */
export const followTalk = async (options: LogOptions, ready: () => void): Promise<LogResult> => {
	const program = startProgram({
		sources: [rancher1At(options.url, options.credentials)],
		view: {kind: 'containers', filter: '', sort: ''},
	});
	const {store} = program;
	await until(store, () => store.getState().index.length > 0);
	program.press('*');
	program.press('l');
	const isLive = ({members: {present}}: LogsView) =>
		present.length === streams && present.every(writer => writer.state === 'live');
	await until(store, () => {
		const view = logsOf(store.getState());
		return view !== null && isLive(view);
	});
	globalThis.gc?.();
	const before = logsOf(store.getState())?.buffer.total ?? 0;
	const heapBefore = process.memoryUsage().heapUsed;
	const usage = process.cpuUsage();
	ready();
	await wait(500);
	const keyMs = await pressKeys(program, options.seconds / 2, state => logsOf(state)?.times, ['T', 'T']);
	const taken = () => (logsOf(store.getState())?.buffer.total ?? 0) - before;
	const lines = options.seconds * perSecond;
	await Promise.race([until(store, () => taken() >= lines), wait(options.seconds * 3000)]);
	const spent = cpuMs(usage);
	globalThis.gc?.();
	const result = {
		taken: taken(),
		keyMs,
		grown: process.memoryUsage().heapUsed - heapBefore,
		cpuPercent: spent / options.seconds / 10,
	};
	await program.close();
	return result;
};

/** Twenty logs that grow together by 10,000 lines a second. */
export const logLines = async (quick: boolean): Promise<Line[]> => {
	const seconds = quick ? 2 : 10;
	const results: LogResult[] = [];
	for (let run = 0; run < (quick ? 1 : 5); run++) {
		const server = startChild('talk', {});
		const {url, credentials} = (await server.next()) as {url: string; credentials: Credentials};
		const follower = startChild('follow-talk', {url, credentials, seconds} satisfies LogOptions);
		await follower.next();
		server.order({lines: seconds * perSecond});
		results.push((await follower.next()) as LogResult);
		follower.end();
		server.end();
	}

	const of = (pick: (result: LogResult) => number) => figureOf(results.map(pick));
	const baseline = `${seconds * perSecond} lines sent`;
	const row = `${streams} logs of ${perSecond} lines/s`;
	return [
		{
			row: `${row}, lines lost unsaid`,
			baseline,
			figure: of(({taken}) => seconds * perSecond - taken),
			unit: '',
			target: {atMost: 0},
			note: `${of(({cpuPercent}) => cpuPercent).median.toFixed(0)} % of a core`,
		},
		{
			row: `${row}, key to bytes, p95`,
			baseline,
			figure: of(({keyMs}) => quantile(keyMs, 0.95)),
			unit: 'ms',
			target: {atMost: 50},
			note: '',
		},
		{
			row: `${row}, memory grown`,
			baseline: 'its bound of 100000 lines',
			figure: of(({grown}) => grown / 1000),
			unit: 'kB',
			target: {atMost: 100_000 * 0.6},
			note: '',
		},
	];
};
