import {request} from 'undici';
import {openSalt} from '../../source/sources/salt/source.ts';
import {startChild} from './children.ts';
import {figureOf, type Line} from './figures.ts';
import {configOf, startProgram, until} from './program.ts';
import {cpuMs} from './receive.ts';
import {lastMinion} from './salt-server.ts';

type Taken = {readonly elapsedMs: number; readonly cpuMs: number};

/** The baseline: a bare undici stream and `JSON.parse` of each event. */
export const streamBare = async ({url}: {url: string}, ready: () => void): Promise<Taken> => {
	const {body} = await request(`${url}/events`);
	const decoder = new TextDecoder();
	let rest = '';
	let began = 0;
	let usage = process.cpuUsage();
	ready();
	for await (const bytes of body) {
		const lines = (rest + decoder.decode(bytes, {stream: true})).split('\n');
		rest = lines.pop() ?? '';
		for (const line of lines) {
			if (!line.startsWith('data: ')) continue;
			if (began === 0) {
				began = performance.now();
				usage = process.cpuUsage();
			}

			const event = JSON.parse(line.slice(6)) as {tag: string};
			if (event.tag.includes(lastMinion)) return {elapsedMs: performance.now() - began, cpuMs: cpuMs(usage)};
		}
	}

	throw new Error('The stream ended early');
};

/** The program: from the stream to a painted grid. */
export const streamAll = async ({url}: {url: string}, ready: () => void): Promise<Taken> => {
	const config = {
		...configOf(url),
		family: 'salt',
		credentials: async () => ({type: 'bearer', token: 'bench'}),
	};
	const program = startProgram({sources: [openSalt(config as Parameters<typeof openSalt>[0])]});
	const {store} = program;
	await until(store, () => store.getState().connections.get('bench')?.status === 'live');
	const {size} = store.getState().resources;
	ready();
	await until(store, () => store.getState().resources.size > size);
	const began = performance.now();
	const usage = process.cpuUsage();
	const rows = () => store.getState().resources;
	await until(store, () => [...rows().ofKind('minion')].some(({resource}) => resource.id === lastMinion));
	const taken = {elapsedMs: performance.now() - began, cpuMs: cpuMs(usage)};
	await program.close();
	return taken;
};

const take = async (part: 'stream-all' | 'stream-bare', count: number): Promise<Taken> => {
	const server = startChild('salt-server', {});
	const receiver = startChild(part, {url: String(await server.next())});
	await receiver.next();
	server.order({count});
	const taken = (await receiver.next()) as Taken;
	receiver.end();
	server.end();
	return taken;
};

/** How many events of Salt a second the whole path takes. */
export const saltLines = async (quick: boolean): Promise<Line[]> => {
	const count = quick ? 40_000 : 200_000;
	const ratios: number[] = [];
	const cpu: number[] = [];
	const rates: number[] = [];
	for (let run = 0; run < (quick ? 2 : 5); run++) {
		const bare = await take('stream-bare', count);
		const all = await take('stream-all', count);
		ratios.push(bare.elapsedMs / all.elapsedMs);
		cpu.push(bare.cpuMs / all.cpuMs);
		rates.push(Math.round(count / all.elapsedMs));
	}

	return [
		{
			row: 'Salt /events, torn',
			baseline: 'undici + JSON.parse',
			figure: figureOf(ratios),
			unit: '×',
			target: {atLeast: 0.8},
			note: `${figureOf(rates).median} k events/s; by CPU ×${figureOf(cpu).median.toFixed(2)}`,
		},
	];
};
