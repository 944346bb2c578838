import {request} from 'undici';
import {redacted} from '../../source/sources/redacted.js';
import {openSalt} from '../../source/sources/salt/source.js';
import type {State} from '../../source/state/state.js';
import {startChild} from './children.js';
import {figureOf, type Line} from './figures.js';
import {configOf, startProgram, until} from './program.js';
import {cpuMs} from './receive.js';
import {createRounds, lastMinion} from './salt-bus.js';

/** `events`: how many a person can see. `partial`: jobs that are not reported as over, or not with all their returns. */
type Taken = {
	readonly elapsedMs: number;
	readonly cpuMs: number;
	readonly events: number;
	readonly partial: number;
};

/** Since the first event. */
const createStopwatch = () => {
	let began = 0;
	let usage = process.cpuUsage();
	return {
		start() {
			if (began !== 0) return;
			began = performance.now();
			usage = process.cpuUsage();
		},
		read: () => ({elapsedMs: performance.now() - began, cpuMs: cpuMs(usage)}),
	};
};

/** The baseline: a bare undici stream and `JSON.parse` of each event, and what `keep` does. */
export const streamBare = async (
	{url}: {url: string},
	ready: () => void,
	keep: (event: object) => void = () => undefined,
): Promise<Taken> => {
	const {body} = await request(`${url}/events`);
	const decoder = new TextDecoder();
	const stopwatch = createStopwatch();
	let rest = '';
	let events = 0;
	ready();
	for await (const bytes of body) {
		const lines = (rest + decoder.decode(bytes, {stream: true})).split('\n');
		rest = lines.pop() ?? '';
		for (const line of lines) {
			if (!line.startsWith('data: ')) continue;
			stopwatch.start();
			const event = JSON.parse(line.slice(6)) as {tag: string};
			keep(event);
			events++;
			if (event.tag.includes(lastMinion)) return {...stopwatch.read(), events, partial: 0};
		}
	}

	throw new Error('The stream ended early');
};

const partialJobs = ({resources}: State): number =>
	[...resources.ofKind('job')].filter(({resource: {state, cells}}) => {
		const [returned, expected] = String(cells.RETURNED).split('/');
		return returned !== expected || !['succeeded', 'failed'].includes(state);
	}).length;

/** The program: from the stream to a painted grid. */
export const streamAll = async ({url}: {url: string}, ready: () => void): Promise<Taken> => {
	const config = {
		...configOf(url),
		family: 'salt',
		credentials: async () => ({type: 'bearer', token: 'bench'}),
	};
	const source = openSalt(config as Parameters<typeof openSalt>[0]);
	const stopwatch = createStopwatch();
	let flows = false;
	const program = startProgram({
		sources: [redacted(source)],
		onEvent() {
			if (flows) stopwatch.start();
		},
	});
	const {store} = program;
	await until(store, () => store.getState().connections.get('bench')?.status === 'live');
	flows = true;
	ready();
	const rows = () => store.getState().resources;
	await until(store, () => rows().get(`bench//minion/${lastMinion}`) !== undefined);
	const taken = stopwatch.read();
	const events = Number(source.pages?.stats?.cells.EVENTS);
	const partial = partialJobs(store.getState());
	await program.close();
	return {...taken, events, partial};
};

const take = async (part: 'stream-all' | 'stream-bare' | 'stream-least', rounds: number): Promise<Taken> => {
	const server = startChild('salt-server', {});
	const receiver = startChild(part, {url: String(await server.next())});
	await receiver.next();
	server.order({rounds});
	const taken = (await receiver.next()) as Taken;
	receiver.end();
	server.end();
	return taken;
};

/** How many events of Salt a second the whole path takes, compared with a bare Map of rows. */
export const saltLines = async (quick: boolean): Promise<Line[]> => {
	const {length, unseen, bytesEach} = createRounds();
	const rounds = Math.ceil((quick ? 100_000 : 200_000) / length);
	const ratios: number[] = [];
	const parsed: number[] = [];
	const rates: number[] = [];
	const spent: Array<readonly [least: number, all: number]> = [];
	let lost = 0;
	for (let run = 0; run < (quick ? 1 : 5); run++) {
		const bare = await take('stream-bare', rounds);
		const least = await take('stream-least', rounds);
		const all = await take('stream-all', rounds);
		ratios.push(least.cpuMs / all.cpuMs);
		parsed.push(bare.cpuMs / all.cpuMs);
		rates.push(Math.round((rounds * length) / all.elapsedMs));
		spent.push([least.cpuMs, all.cpuMs]);
		lost += Math.abs(bare.events - unseen * rounds - all.events) + all.partial;
	}

	const each = (of: 0 | 1) =>
		((figureOf(spent.map(pair => pair[of])).median * 1000) / (rounds * length)).toFixed(1);
	const kept = lost === 0 ? 'all kept, all jobs whole' : `${lost} events or jobs LOST`;
	const reading = `undici + JSON.parse alone ×${figureOf(parsed).median.toFixed(2)}`;
	return [
		{
			row: 'Salt /events, torn',
			baseline: 'a bare Map of rows, CPU',
			figure: figureOf(ratios),
			unit: '×',
			target: {atLeast: 0.75},
			note: `${each(1)} of ${each(0)} µs for ${bytesEach.toFixed(0)} B; ${figureOf(rates).median} k events/s; ${reading}; ${kept}`,
		},
	];
};
