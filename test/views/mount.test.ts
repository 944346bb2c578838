import {describe, expect, test} from 'vitest';
import type {Resource} from '../../source/model/resource.js';
import type {Message} from '../../source/state/message.js';
import {live, ofContainers, opened, playing, reported, resource, start} from '../state/stage.js';
import {eventually, show, until} from './stage.js';

const containers = (count: number): readonly Resource[] =>
	Array.from({length: count}, (_none, index) =>
		resource('container', `web-${index + 1}`, {since: start - 60_000}),
	);

describe('the screen', () => {
	test('shows header, title, 18 rows and the keys at 80x24', async () => {
		const stage = show(playing(containers(30), ofContainers));
		const lines = await until(stage, ' 1/30 ');
		expect(lines.slice(0, 6)).toEqual([
			'prod ● live',
			'✗ 0 error  ● 30 ok                                                    0 events/s',
			'─ containers[30] sort name↑ ───────────────────────────────────────────── 1/30 ─',
			'   NAME↑            STATE            SINCE IMAGE IP AGE MESSAGE',
			'>● web-1            running             1m -     -   1h',
			' ● web-2            running             1m -     -   1h',
		]);
		expect(lines[21]).toBe(' ● web-18           running             1m -     -   1h');
		expect(lines[23]).toContain('Enter open');
	});

	test('has the colours of a theme that is chosen while it is shown', async () => {
		const stage = show(playing(containers(30), ofContainers));
		await until(stage, ' 1/30 ');
		const before = await stage.lines();
		stage.press(': t h e m e space r a n c h e r enter');
		await eventually(async () => expect(stage.terminal.frames.join('')).toContain('38;5;71'));
		expect((await stage.lines()).slice(2, 22)).toEqual(before.slice(2, 22));
	});

	test('a dialog lies over the grid, and the grid comes back', async () => {
		const stage = show(playing(containers(30), ofContainers));
		const before = await until(stage, ' 1/30 ');
		stage.press('a');
		const lines = await until(stage, 'Actions for web-1');
		expect(lines.slice(8, 16)).toEqual([
			' ● web╭─ Actions for web-1 ──────────────────────────────────────────────╮',
			' ● web│ > Restart                                                        │',
			' ● web│   Stop - dangerous                                               │',
			' ● web│   Remove - dangerous                                             │',
			' ● web│   Logs                                                           │',
			' ● web│   Exec                                                           │',
			' ● web│   Stats                                                          │',
			' ● web╰──────────────────────────────────────────────────────────────────╯',
		]);
		stage.press('escape');
		await eventually(async () => expect(await stage.lines()).toEqual(before));
	});

	test('follows the size of the terminal, and says when that is too small', async () => {
		const stage = show(playing(containers(30), ofContainers));
		await until(stage, ' 1/30 ');
		stage.terminal.resize(60, 15);
		await eventually(async () => {
			const lines = await stage.lines();
			expect(lines).toHaveLength(15);
			expect(lines[0]).toBe(`prod ● live${' '.repeat(40)}✗ 0  ● 30`);
			expect(lines.filter(line => line.includes('running'))).toHaveLength(11);
		});
		stage.terminal.resize(30, 5);
		await eventually(async () =>
			expect(await stage.lines()).toEqual(['too small: 30x5, needs 40x8', '', '', '', '']),
		);
		stage.terminal.resize(100, 30);
		const lines = await until(stage, ' 1/30 ');
		expect(lines.filter(line => line.includes('running'))).toHaveLength(24);
	});

	test('rows of a source that is gone are dimmed and say for how long', async () => {
		const play = playing([resource('container', 'web-1')], ofContainers);
		play.dispatch({
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
		expect(looks.filter(theme => !/^\d+:-1\/-1\/(?:b|i?d|di)$/u.test(theme))).toEqual([]);
	});

	test('header and view count down together, and change together when a try failed', async () => {
		const retrying = (forMs: number, at: number): Message => {
			const status = {type: 'status', source: 'prod', scope: '', status: 'retrying'} as const;
			return {type: 'events', events: [{...status, at, message: 'HTTP 503', retryAt: at + forMs}]};
		};
		const stage = show(playing([], ofContainers).dispatch(retrying(3700, start)));
		const header = async (view: string) => (await until(stage, `prod: ${view}`))[0];
		expect(await header('retry in 4s')).toContain('retry in 4s');
		stage.dispatch({type: 'tick', now: start + 700});
		expect(await header('retry in 3s')).toContain('retry in 3s');
		stage.dispatch({type: 'tick', now: start + 3700});
		expect(await header('trying again')).toContain('connecting');
		stage.dispatch(retrying(8000, start + 3700));
		expect(await header('retry in 8s')).toContain('retry in 8s');
	});

	test('never shows the first rows below a count of none', async () => {
		const stage = show(playing([], ofContainers));
		await until(stage, 'containers[0]');
		// Time stands still: counters are not due.
		stage.dispatch(reported(...containers(3)));
		const lines = await until(stage, 'web-3');
		expect(lines.slice(1, 3)).toEqual([
			expect.stringContaining('3 ok'),
			expect.stringContaining('containers[3]'),
		]);
	});

	test('says at once that a listing is over, and that its source is live', async () => {
		const play = playing([], ofContainers);
		play.dispatch(opened('more'));
		const stage = show(play);
		// Time stands still: counters are not due.
		const listing = (count: number, total: number): Message => ({
			type: 'events',
			events: [{type: 'progress', source: 'more', scope: '1a5', at: start, count, total}],
		});
		stage.dispatch(reported(...containers(3)), listing(3, 30));
		await until(stage, 'listing 3 of 30');
		stage.dispatch(listing(9, 30));
		expect(await stage.lines()).toContainEqual(expect.stringContaining('listing 3 of 30'));
		stage.dispatch(listing(1, 7));
		await until(stage, 'listing 1 of 7');
		stage.dispatch(listing(0, 0));
		await until(stage, 'more ◐ connecting');
		stage.dispatch(live('more'));
		await until(stage, 'more ● live');
	});

	test('waits for its sources with an empty grid', async () => {
		const play = playing([], ofContainers);
		const stage = show(play);
		await until(stage, 'No containers here');
		stage.dispatch(opened('more'));
		stage.dispatch(live('more'));
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
		await eventually(async () => expect(stage.received.at(-1)).toMatchObject({type: 'key', key: '/'}));
		stage.keyboard.write('\u001b[200~web-2\u001b[201~');
		await eventually(async () => expect(stage.received.at(-1)).toEqual({type: 'paste', text: 'web-2'}));
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

	test('is painted again on request', async () => {
		const stage = show(playing(containers(3), ofContainers));
		const before = await until(stage, ' 1/3 ');
		stage.terminal.write('\u001b[H\u001b[Jgarbage');
		stage.app.repaint();
		await eventually(async () => expect(await stage.lines()).toEqual(before));
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
