import {setTimeout as wait} from 'node:timers/promises';
import {type Child, startChild} from './children.js';
import {figureOf, type Line, quantile} from './figures.js';
import type {FleetAddress, FleetOrder} from './fleet.js';
import {User} from './user.js';

type Server = {
	readonly address: FleetAddress;
	readonly child: Child;
	readonly obey: (order: FleetOrder) => Promise<number>;
};

const start = async (pods: number): Promise<Server> => {
	const child = startChild('fleet', {pods, isReal: true});
	const address = (await child.next()) as FleetAddress;
	return {
		address,
		child,
		async obey(order) {
			child.order(order);
			return (await child.next()) as number;
		},
	};
};

const small = [80, 24] as const;
const large = [200, 50] as const;
const perSecond = 200;
// Rows of pods begin below the header, the title and the heads of the columns.
const firstRow = 4;
const settledMs = 63_000;

/** The first row is that of a pod, whatever its state: it differs by which cluster answers first. */
const hasRow = (lines: readonly string[]): boolean => /^.. [^ /]+\/\S+ +[a-z]/.test(lines[firstRow] ?? '');
const shows = (pods: number) => (lines: readonly string[]) =>
	lines.some(line => line.includes(`pods[${pods}]`));
/** How the name of the pod in a row of the grid ends, which may be shortened in its middle. */
const podIn = ({lines}: User, row: number): string => {
	const [, name = ''] = /^.. (\S+)/.exec(lines[firstRow + row] ?? '') ?? [];
	return name.slice(name.lastIndexOf('…') + 1);
};
const isLive = (lines: readonly string[]): boolean => (lines[0] ?? '').includes('live');
const cursorAt = (lines: readonly string[]): string => / (\d+)\/\d+ /.exec(lines[2] ?? '')?.[1] ?? '';

const lineOf = (
	row: string,
	values: readonly number[],
	unit: Line['unit'],
	target: Line['target'],
	note = '',
): Line => ({
	row,
	baseline: 'what a person sees',
	figure: figureOf(values),
	unit,
	target,
	note,
});

/** From the start of the process to the frames that matter; the bare client lists the same in the same run. */
const startedLines = async ({address}: Server, runs: number): Promise<Line[]> => {
	const seen: Array<Record<'frame' | 'row' | 'all' | 'cpu' | 'bare' | 'bareCpu', number>> = [];
	for (let run = 0; run < runs; run++) {
		const client = startChild('fleet-bare', address);
		const bare = (await client.next()) as {ms: number; cpuMs: number};
		client.end();
		const user = new User(address, large);
		const frame = (await user.sees(lines => lines.some(line => line.includes('events/s')))) - user.began;
		const row = (await user.sees(hasRow)) - user.began;
		const all = (await user.sees(shows(address.pods))) - user.began;
		seen.push({frame, row, all, cpu: user.cpuMs, bare: bare.ms, bareCpu: bare.cpuMs});
		await user.close();
	}

	const of = (name: keyof (typeof seen)[number]) => seen.map(one => one[name]);
	const bare = `a bare client lists all in ${figureOf(of('bare')).median.toFixed(0)} ms, CPU ${figureOf(of('bareCpu')).median.toFixed(0)} ms`;
	return [
		lineOf('start to the first frame', of('frame'), 'ms', null, 'the row start has it against node -e 0'),
		lineOf('start to the first row', of('row'), 'ms', null),
		lineOf(`start to all ${address.pods} pods`, of('all'), 'ms', null, bare),
		lineOf('CPU until then', of('cpu'), 'ms', {atMost: 800}, bare),
	];
};

/** Single changes of the first visible pods, far apart; each alters a row on the screen. */
const changeLines = async ({obey}: Server, user: User, count: number): Promise<Line[]> => {
	const times: number[] = [];
	for (let change = 0; change < count; change++) {
		await wait(700 + ((change * 131) % 500));
		const at = change % 10;
		const before = user.lines[firstRow + at]?.includes('running');
		const seen = user.sees(lines => lines[firstRow + at]?.includes('running') !== before);
		const began = await obey({act: 'change', pod: podIn(user, at)});
		times.push((await seen) - began);
	}

	const note = 'through the simulated server, too';
	return [
		lineOf('a single change, event to screen, median', [quantile(times, 0.5)], 'ms', {atMost: 10}, note),
		lineOf('a single change, event to screen, p95', [quantile(times, 0.95)], 'ms', {atMost: 20}, note),
	];
};

/** What keys, the processor and the link have to bear while many pods change. */
const loadLines = async ({obey}: Server, user: User, seconds: number): Promise<Line[]> => {
	await obey({act: 'churn', perSecond, seconds: seconds * 2});
	await wait(1000);
	const cpu = user.cpuMs;
	const {bytes} = user;
	await wait(seconds * 1000);
	const spent = user.cpuMs - cpu;
	const written = user.bytes - bytes;
	const down: number[] = [];
	const typed: number[] = [];
	for (let turn = 0; turn < 10; turn++) {
		const before = cursorAt(user.lines);
		down.push(await user.press(turn % 2 === 0 ? 'j' : 'k', lines => cursorAt(lines) !== before));
		await wait(130);
		await user.press('/', lines => lines.some(line => line.startsWith('/')));
		typed.push(await user.press('web', lines => lines.some(line => line.startsWith('/web'))));
		await user.press('\u0015', lines => !lines.some(line => line.startsWith('/web')));
		await user.press('\u001b', lines => !lines.some(line => line.startsWith('/')));
		await wait(130);
	}

	const under = `${perSecond} changes/s`;
	return [
		lineOf(`filter typed, ${under}, p95`, [quantile(typed, 0.95)], 'ms', {atMost: 34}),
		lineOf(`cursor down, ${under}, p95`, [quantile(down, 0.95)], 'ms', {atMost: 20}),
		lineOf(`CPU for ${seconds} s at ${under}`, [spent], 'ms', {atMost: seconds * 110}),
		lineOf(`bytes in ${seconds} s at ${under}`, [written], 'B', null),
	];
};

const idleLines = async (user: User, seconds: number): Promise<Line[]> => {
	const cpu = user.cpuMs;
	const {bytes} = user;
	await wait(seconds * 1000);
	const note = `${user.bytes - bytes} B written`;
	return [
		lineOf(
			`CPU idle, ${seconds} s`,
			[user.cpuMs - cpu],
			'ms',
			{atMost: Math.round((50 * seconds) / 30)},
			note,
		),
		lineOf('memory', [user.memoryMb * 1000], 'kB', {atMost: 139_000}),
	];
};

/** Bytes of what happens most, each with all that moves around it. */
const byteLines = async ({address, obey}: Server, rollout: number): Promise<Line[]> => {
	const user = new User(address, small);
	await user.sees(lines => isLive(lines) && shows(address.pods)(lines));
	const first = user.bytes;
	// A minute after they came all rows show another age at once, and a minute later again.
	await wait(settledMs);
	await user.bytesOf(() => undefined);
	const pod = podIn(user, 5);
	const line = async (row: string, atMost: number | null, act: () => unknown) =>
		lineOf(`bytes, ${row}, 80x24`, [await user.bytesOf(act)], 'B', atMost === null ? null : {atMost});
	const lines = [
		lineOf('bytes, until all pods are shown, 80x24', [first], 'B', null),
		await line('a pod changes to a longer state', 250, () => obey({act: 'change', pod})),
		await line('and back', 250, () => obey({act: 'change', pod})),
		await line('a pod changes its state', 250, () => obey({act: 'change', pod})),
		await line('a pod added', 500, () => obey({act: 'add', pod})),
		await line('a pod deleted', 500, () => obey({act: 'remove', pod})),
		await line('cursor down', 186, () => user.press('j', () => true)),
		await line('filter applied', 1800, () => user.press('/web\r', () => true)),
		await line('filter cleared', 1700, () => user.press('\u001b', () => true)),
		await line(`a rollout of ${rollout}`, null, () => obey({act: 'rollout', count: rollout})),
	];
	await user.close();
	return lines;
};

/** Four times as many pods: all of them on the screen, and the memory of that. */
const manyLines = async (): Promise<Line[]> => {
	const {address, child} = await start(20_000);
	const user = new User(address, large);
	const row = (await user.sees(hasRow)) - user.began;
	const all = (await user.sees(shows(address.pods))) - user.began;
	await wait(5000);
	const memory = user.memoryMb * 1000;
	// V8 gives back what the listing took when nothing has happened for half a minute.
	await wait(40_000);
	const atRest = user.memoryMb * 1000;
	await user.close();
	child.end();
	return [
		lineOf(`start to the first of ${address.pods} pods`, [row], 'ms', null),
		lineOf(`start to all ${address.pods} pods`, [all], 'ms', null),
		lineOf(`memory, ${address.pods} pods, after the listing`, [memory], 'kB', null),
		lineOf(`memory, ${address.pods} pods, at rest`, [atRest], 'kB', {atMost: 186_000}),
	];
};

/** What a person waits for and what a link has to carry, with 5,000 pods of simulated Rancher 2 clusters. */
export const feltLines = async (quick: boolean): Promise<Line[]> => {
	const server = await start(5000);
	const lines = await startedLines(server, quick ? 3 : 7);
	// Before anything has changed, so that no other age ticks meanwhile.
	lines.push(...(await byteLines(server, quick ? 10 : 50)));
	const user = new User(server.address, large);
	await user.sees(sight => isLive(sight) && shows(server.address.pods)(sight));
	await wait(5000);
	lines.push(...(await changeLines(server, user, quick ? 20 : 60)));
	await wait(quick ? 3000 : 10_000);
	// What pods use is asked for every 15 s: a shorter time holds that or does not.
	lines.push(...(await idleLines(user, quick ? 15 : 30)));
	lines.push(...(await loadLines(server, user, quick ? 15 : 20)));
	await user.close();
	server.child.end();
	lines.push(...(await manyLines()));
	return lines;
};
