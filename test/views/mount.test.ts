import {afterEach, describe, expect, test, vi} from 'vitest';
import type {Resource} from '../../source/model/resource.ts';
import type {Stats} from '../../source/model/source.ts';
import {createLook, type Look} from '../../source/views/theme.ts';
import {live, ofContainers, opened, type Play, playing, resource, start, told} from '../state/stage.ts';
import {onStage, type Stage} from './stage.ts';

const stages: Stage[] = [];

const show = (play: Play, look?: Look): Stage => {
	const stage = onStage(play, look);
	stages.push(stage);
	return stage;
};

afterEach(async () => {
	for (const stage of stages.splice(0)) await stage.end();
});

/** Waits until a text stands on the screen, and answers with its lines. */
const until = async (stage: Stage, text: string): Promise<string[]> =>
	vi.waitFor(async () => {
		const lines = await stage.lines();
		expect(lines.join('\n')).toContain(text);
		return lines;
	});

const container = (index: number, changes: Partial<Resource> = {}): Resource =>
	resource('container', `shop-${index % 7}/web-${1000 + index}`, {
		cells: {
			IMAGE: `registry.example.com/shop/web:1.${index % 40}`,
			IP: `10.42.${index % 200}.${(index * 7) % 250}`,
		},
		...(index % 9 === 0 && {
			state: 'unhealthy',
			health: 'error',
			message: 'health check failed: connection refused',
		}),
		created: start - index * 1_000_000,
		...changes,
	});

const containers = (count: number): readonly Resource[] =>
	Array.from({length: count}, (_none, index) =>
		resource('container', `web-${index + 1}`, {since: start - 60_000}),
	);

const many = (columns: number, rows: number): Play =>
	playing(
		Array.from({length: 300}, (_none, index) => container(index)),
		{view: {kind: 'containers', filter: '', sort: 'name'}, size: {columns, rows}},
	);

describe('bytes to the terminal', () => {
	test.each([
		[200, 50, 7000],
		[80, 24, 2000],
	])('the first paint at %ix%i takes at most %i', async (columns, rows, most) => {
		const stage = show(many(columns, rows));
		await until(stage, ' 1/300 ');
		expect(stage.terminal.takeBytes()).toBeLessThanOrEqual(most);
	});

	test('moving the cursor takes at most 300, also where the grid scrolls', async () => {
		const stage = show(many(200, 50));
		await until(stage, ' 1/300 ');
		for (let row = 2; row <= 60; row++) {
			stage.terminal.takeBytes();
			stage.press('down');
			await until(stage, ` ${row}/300 `);
			expect(stage.terminal.takeBytes()).toBeLessThanOrEqual(300);
		}
	});

	test('one change of state takes at most 200, however long the words', async () => {
		const stage = show(many(200, 50));
		await until(stage, ' 1/300 ');
		stage.terminal.takeBytes();
		stage.clock.now += 1000;
		stage.tell(
			told(
				container(14, {
					state: 'crashLoopBackOff',
					health: 'error',
					message: 'Back-off restarting failed container',
				}),
			),
		);
		await until(stage, 'crashLoopBackOff');
		await until(stage, '35 error');
		expect(stage.terminal.takeBytes()).toBeLessThanOrEqual(200);
	});

	test('nothing is written when a message changes nothing that is shown', async () => {
		const stage = show(many(200, 50));
		await until(stage, ' 1/300 ');
		stage.terminal.takeBytes();
		stage.clock.now += 1000;
		stage.tell(told(container(299, {cells: {IMAGE: 'out of sight'}})), {type: 'tick', now: start + 10});
		stage.app.copy('');
		expect(stage.terminal.frames).toEqual(['\u001b]52;c;\u0007']);
	});

	test('a log line appended to 5,000 takes at most 300', async () => {
		const stage = show(many(200, 50));
		stage.press('l');
		await until(stage, 'logs of container');
		const view = stage.view().id;
		const line = (number: number) => ({
			type: 'line' as const,
			line: {
				stream: 'stdout' as const,
				stamp: null,
				text: `${number} GET /shop/cart/${number * 7} 200 in 12 ms from 10.42.0.${number % 250}`,
				origin: null,
			},
		});
		stage.tell({
			type: 'log',
			view,
			events: Array.from({length: 5000}, (_none, index) => line(index)),
			at: start,
		});
		await until(stage, '4999 GET');
		for (let number = 5000; number < 5010; number++) {
			stage.terminal.takeBytes();
			stage.clock.now += 1000;
			stage.tell({type: 'log', view, events: [line(number)], at: start});
			await until(stage, `${number} GET`);
			expect(stage.terminal.takeBytes()).toBeLessThanOrEqual(300);
		}
	});
});

describe('the screen', () => {
	test('shows header, title, 19 rows and the keys at 80x24', async () => {
		const stage = show(playing(containers(30), ofContainers));
		const lines = await until(stage, ' 1/30 ');
		expect(lines.slice(0, 6)).toEqual([
			'prod ● live',
			'✗ 0 error  ● 30 ok                                                    0 events/s',
			'─ containers[30] sort name↑ ───────────────────────────────────────────── 1/30 ─',
			'   NAME↑            STATE        SINCE IMAGE IP AGE MESSAGE',
			'>● web-1            running         1m -     -   1h',
			' ● web-2            running         1m -     -   1h',
		]);
		expect(lines[22]).toBe(' ● web-19           running         1m -     -   1h');
		expect(lines[23]).toContain('Enter open');
	});

	test('a dialog lies over the grid, and the grid comes back', async () => {
		const stage = show(playing(containers(30), ofContainers));
		const before = await until(stage, ' 1/30 ');
		stage.press('a');
		const lines = await until(stage, 'Actions for web-1');
		expect(lines.slice(9, 17)).toEqual([
			' ● web╭─ Actions for web-1 ──────────────────────────────────────────────╮',
			' ● web│ > Restart                                                        │',
			' ● web│   Stop - asks first                                              │',
			' ● web│   Remove - asks first                                            │',
			' ● web│   Logs                                                           │',
			' ● web│   Exec                                                           │',
			' ● web│   Stats                                                          │',
			' ● web╰──────────────────────────────────────────────────────────────────╯',
		]);
		stage.press('escape');
		await vi.waitFor(async () => expect(await stage.lines()).toEqual(before));
	});

	test('follows the size of the terminal, and says when that is too small', async () => {
		const stage = show(playing(containers(30), ofContainers));
		await until(stage, ' 1/30 ');
		stage.terminal.resize(60, 15);
		await vi.waitFor(async () => {
			const lines = await stage.lines();
			expect(lines).toHaveLength(15);
			expect(lines[0]).toBe(`prod ● live${' '.repeat(40)}✗ 0  ● 30`);
			expect(lines.filter(line => line.includes('running'))).toHaveLength(11);
		});
		stage.terminal.resize(30, 5);
		await vi.waitFor(async () =>
			expect(await stage.lines()).toEqual(['too small: 30x5, needs 40x8', '', '', '', '']),
		);
		stage.terminal.resize(100, 30);
		const lines = await until(stage, ' 1/30 ');
		expect(lines.filter(line => line.includes('running'))).toHaveLength(25);
	});

	test('rows of a source that is gone are dimmed and say for how long', async () => {
		const play = playing([resource('container', 'web-1')], ofContainers);
		play.tell({
			type: 'events',
			events: [
				{
					type: 'status',
					source: 'prod',
					scope: '',
					at: start,
					status: 'retrying',
					message: 'connection refused',
					retryAt: start + 4000,
				},
			],
		});
		const stage = show(play);
		const lines = await until(stage, 'retry in 4s');
		expect(lines[4]).toContain('stale 0s');
		const looks = await stage.terminal.looks(4);
		expect(looks.length).toBeGreaterThan(10);
		expect(looks.filter(look => !/^\d+:-1\/-1\/(?:b|i?d|di)$/u.test(look))).toEqual([]);
	});

	test('never shows the first rows below a count of none', async () => {
		const stage = show(playing([], ofContainers));
		await until(stage, 'containers[0]');
		// Time stands still: counters are not due.
		stage.tell(told(...containers(3)));
		const lines = await until(stage, 'web-3');
		expect(lines.slice(1, 3)).toEqual([
			expect.stringContaining('3 ok'),
			expect.stringContaining('containers[3]'),
		]);
	});

	test('waits for its sources with an empty grid', async () => {
		const play = playing([], ofContainers);
		const stage = show(play);
		await until(stage, 'No container here');
		stage.tell(opened('more'));
		stage.tell(live('more'));
		await until(stage, 'more ● live');
	});
});

describe('keys', () => {
	test('arrive by name, many of one read one by one', async () => {
		const stage = show(playing(containers(30), ofContainers));
		await until(stage, ' 1/30 ');
		stage.keyboard.write('jjjk');
		await until(stage, ' 3/30 ');
		stage.keyboard.write('\u001b[B\u001b[B');
		await until(stage, ' 5/30 ');
		stage.keyboard.write('/web-2');
		await until(stage, '/web-2');
		stage.keyboard.write('\r');
		await until(stage, 'containers[11 of 30]');
	});

	test('a paste goes into the prompt in one piece', async () => {
		const stage = show(playing(containers(30), ofContainers));
		stage.keyboard.write('/');
		await vi.waitFor(() => expect(stage.received.at(-1)).toMatchObject({type: 'key', key: '/'}));
		stage.keyboard.write('\u001b[200~web-2\u001b[201~');
		await vi.waitFor(() => expect(stage.received.at(-1)).toEqual({type: 'paste', text: 'web-2'}));
	});
});

describe('the terminal', () => {
	test('is restored when the app ends', async () => {
		const stage = show(playing(containers(3), ofContainers));
		await until(stage, ' 1/3 ');
		expect(stage.terminal.buffer).toBe('alternate');
		expect(stage.keyboard.isRaw).toBe(true);
		stage.app.unmount();
		stage.app.unmount();
		await stage.app.ended;
		await stage.terminal.settled();
		expect(stage.terminal.buffer).toBe('normal');
		expect(stage.keyboard.isRaw).toBe(false);
		expect(stage.terminal.frames.join('')).toSatisfy((bytes: string) => bytes.endsWith('\u001b[?25h'));
		expect(stage.terminal.listenerCount('resize')).toBe(0);
		expect(stage.terminal.listenerCount('drain')).toBe(0);
	});

	test('is restored when painting throws, and the error reaches the caller', async () => {
		const stage = show(playing(containers(3), ofContainers));
		await until(stage, ' 1/3 ');
		stage.breakState();
		await expect(stage.app.ended).rejects.toThrow('broken on purpose');
		await stage.terminal.settled();
		expect(stage.terminal.buffer).toBe('normal');
	});

	test('is given away and taken back', async () => {
		const stage = show(playing(containers(3), ofContainers));
		const before = await until(stage, ' 1/3 ');
		await stage.app.suspend(async () => {
			await stage.terminal.settled();
			expect(stage.terminal.buffer).toBe('normal');
			expect(stage.keyboard.isRaw).toBe(false);
			stage.terminal.write('something else');
			// Nothing may be painted meanwhile.
			stage.terminal.takeBytes();
			stage.press('down');
			expect(stage.terminal.takeBytes()).toBe(0);
		});
		const lines = await until(stage, ' 2/3 ');
		expect(lines.slice(4)).toEqual([
			before[4]?.replace('>', ' '),
			before[5]?.replace(' ', '>'),
			...before.slice(6),
		]);
	});

	test('is painted anew on request', async () => {
		const stage = show(playing(containers(3), ofContainers));
		const before = await until(stage, ' 1/3 ');
		stage.terminal.write('\u001b[H\u001b[Jgarbage');
		stage.app.repaint();
		await vi.waitFor(async () => expect(await stage.lines()).toEqual(before));
	});

	test('is given away once, however often that is asked for', async () => {
		const stage = show(playing(containers(3), ofContainers));
		await until(stage, ' 1/3 ');
		const order: string[] = [];
		await stage.app.suspend(async () => {
			order.push('outer');
			await stage.app.suspend(async () => {
				order.push('inner');
			});
		});
		expect(order).toEqual(['outer', 'inner']);
		await until(stage, ' 1/3 ');
	});
});

describe('with ASCII only, nothing else is written by', () => {
	const ascii = createLook({theme: 'default', ascii: true, colour: true});
	const web = resource('container', 'web-1', {since: start - 60_000, message: 'bell \u0007'});
	const failing = {
		...web,
		state: 'stopping',
		health: 'transitioning',
		transitioning: 'yes',
		progress: 40,
	} as const;

	const figures: Stats = {
		at: start,
		cpuPercent: 12.5,
		memoryBytes: 1e8,
		memoryLimitBytes: 1e9,
		receivedBytes: 1000,
		sentBytes: 2000,
		readBytes: null,
		writtenBytes: null,
	};
	const views: readonly (readonly [string, string, string])[] = [
		['the grid', 'N', 'web-1'],
		['an action that is on its way', 'r', 'Restart sent'],
		['the menu', 'a', 'Actions for'],
		['a question', 'x', 'Stop web-1'],
		['marked rows that are asked for', 'space space a enter', 'Restart'],
		['the logs', 'l m', 'mark 2023'],
		['the logs of several', 'space space l', 'logs of'],
		['the description', 'd', 'last change'],
		['the object', 'y', 'asking the server'],
		['the events', 'e', 'stopping'],
		['the sources', ': s o u r c e s enter', 'live'],
		['the help', '?', 'MOVE'],
		['the figures', 't', 'CPU'],
		['a command that is none', ': n o n s e n s e enter', 'No source has'],
		['the question at the end', 'q', 'Quit rwatch?'],
	];

	test.each(views)('%s', async (_title, keys, text) => {
		const play = playing([web, resource('container', 'web-2')], {
			...ofContainers,
			size: {columns: 120, rows: 40},
		});
		const stage = show(play, ascii);
		stage.tell(live(), told(failing));
		stage.press(keys);
		for (const name of ['stop', 'restart']) stage.tell({type: 'form', action: name, fields: [], error: null});
		const view = stage.view().id;
		stage.tell({type: 'log', view, events: [{type: 'lost', count: 12, message: 'too slow'}], at: start});
		stage.tell({type: 'stats', view, stats: figures, error: null});
		const lines = await until(stage, text);
		expect(lines.join('\n')).toMatch(/^[\n -~]*$/);
	});
});
