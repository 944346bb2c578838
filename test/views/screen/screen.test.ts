import {describe, expect, test, vi} from 'vitest';
import {until} from '../../until.js';
import {startScreen} from './start-screen.js';

const home = (lines: readonly string[]): string => `\u001b[H\u001b[J${lines.join('\n')}`;

describe('Screen', () => {
	test('lines of the lower layer appear where they belong', async () => {
		const {terminal, screen} = startScreen(20, 5);
		screen.setLines(1, ['one', '\u001b[31mtwo\u001b[39m x']);
		screen.flush();
		expect(await terminal.lines()).toEqual(['', 'one', 'two x', '', '']);
		expect(await terminal.looks(2)).toEqual(['0:1/-1/', '1:1/-1/', '2:1/-1/']);
		expect(screen.text()).toEqual(['', 'one', 'two x', '', '']);
	});

	test('what Ink draws lies over them, where something can be seen of it', async () => {
		const {terminal, screen} = startScreen(12, 4);
		screen.setLines(0, ['aaaaaaaaaaaa', 'bbbbbbbbbbbb', 'cccccccccccc', '日本語日本語']);
		screen.write(home(['', '  ┌──┐', '  │\u00a0 │', ' x']));
		screen.flush();
		expect(await terminal.lines()).toEqual(['aaaaaaaaaaaa', 'bb┌──┐bbbbbb', 'cc│ c│cccccc', ' x本語日本語']);
		screen.write(home(['']));
		screen.flush();
		expect(await terminal.lines()).toEqual(['aaaaaaaaaaaa', 'bbbbbbbbbbbb', 'cccccccccccc', '日本語日本語']);
	});

	test('cells of Ink with a background hide what is below', async () => {
		const {terminal, screen} = startScreen(8, 1);
		screen.setLines(0, ['aaaaaaaa']);
		screen.write(home(['  \u001b[44m   \u001b[49m']));
		screen.flush();
		expect(await terminal.lines()).toEqual(['aa   aaa']);
	});

	test('nothing is written when nothing changed', () => {
		const {terminal, screen} = startScreen(20, 5);
		screen.setLines(0, ['same']);
		screen.flush();
		terminal.takeBytes();
		screen.setLines(0, ['same']);
		screen.write(home(['']));
		screen.flush();
		expect(terminal.frames).toEqual([]);
	});

	test('a frame is one synchronized write', () => {
		const {terminal, screen} = startScreen(20, 5);
		terminal.takeBytes();
		screen.setLines(0, ['alpha', 'beta', 'gamma', 'delta', 'epsilon']);
		screen.flush();
		const frame = '\u001b[2J\u001b[1Halpha\r\nbeta\r\ngamma\r\ndelta\r\nepsilon';
		expect(terminal.frames).toEqual([`\u001b[?2026h${frame}\u001b[?2026l`]);
	});

	test('a few bytes need no brackets around them', () => {
		const {terminal, screen} = startScreen(20, 5);
		screen.setLines(0, ['12s']);
		screen.flush();
		terminal.takeBytes();
		screen.setLines(0, ['13s']);
		screen.flush();
		expect(terminal.frames).toEqual(['\u001b[1;2H3']);
	});

	test('a slow terminal gets the newest state when it is ready, and nothing in between', async () => {
		const {terminal, screen, dirty} = startScreen(20, 2);
		terminal.slow = true;
		screen.setLines(0, ['first']);
		expect(screen.flush()).toBe(true);
		const before = terminal.frames.length;
		for (const line of ['second', 'third', 'fourth']) {
			screen.setLines(0, [line]);
			expect(screen.flush()).toBe(false);
		}

		expect(terminal.frames.length).toBe(before);
		const asked = dirty();
		terminal.drain();
		expect(dirty()).toBe(asked + 1);
		expect(screen.flush()).toBe(true);
		expect(terminal.frames.length).toBe(before + 1);
		expect(await terminal.lines()).toEqual(['fourth', '']);
	});

	test('after a resize everything is painted again and Ink is notified', async () => {
		const {terminal, screen} = startScreen(20, 3);
		screen.setLines(0, ['a', 'b', 'c']);
		screen.flush();
		const resized = vi.fn();
		screen.on('resize', resized);
		terminal.resize(10, 5);
		terminal.resize(10, 4);
		await until(() => expect(resized).toHaveBeenCalledTimes(1));
		expect([screen.columns, screen.rows]).toEqual([10, 4]);
		screen.setLines(0, ['a', 'b', 'c', 'd']);
		screen.flush();
		expect(await terminal.lines()).toEqual(['a', 'b', 'c', 'd']);
	});

	test('repaint brings back what somebody else overwrote', async () => {
		const {terminal, screen} = startScreen(20, 2);
		screen.setLines(0, ['mine']);
		screen.flush();
		terminal.write('\u001b[Hgarbage\ngarbage');
		screen.repaint();
		screen.flush();
		expect(await terminal.lines()).toEqual(['mine', '']);
	});

	test('the mouse goes back to the terminal before the alternate screen is left, and only then', async () => {
		for (const leave of ['\u001b[?1049l', null]) {
			const {terminal, screen} = startScreen(20, 2);
			screen.setMouse(true);
			screen.setMouse(true);
			if (leave === null) screen.close();
			else screen.write(leave);
			screen.setMouse(true);
			const written = terminal.frames.join('').replaceAll('\u001b', '');
			expect(written).toContain('[?1006l[?1000l[?1049l');
			expect(written.split('[?1000h')).toHaveLength(2);
		}
	});

	test('the window has its own title again before the alternate screen is left', async () => {
		const {terminal, screen} = startScreen(20, 2);
		screen.setTitle('one');
		screen.setTitle('one');
		screen.setTitle('two');
		screen.write('\u001b[?1049l');
		screen.setTitle('three');
		const written = terminal.frames.join('').replaceAll('\u001b', '').replaceAll('\u0007', '');
		expect(written).toMatch(/\[22;2t\]2;one\]2;two.*\[23;2t\[\?1004l\[\?1049l/);
		expect(written).not.toContain('three');
	});

	test('leaving the alternate screen is passed on at once and ends painting', async () => {
		const {terminal, screen} = startScreen(20, 2);
		await terminal.settled();
		expect(terminal.buffer).toBe('alternate');
		screen.write('\u001b[?1049l\u001b[?25h');
		await terminal.settled();
		expect(terminal.buffer).toBe('normal');
		terminal.takeBytes();
		screen.setLines(0, ['late']);
		screen.flush();
		expect(terminal.takeBytes()).toBe(0);
	});

	test('a control character that gets this far is not written', () => {
		const {terminal, screen} = startScreen(20, 2);
		terminal.takeBytes();
		screen.setLines(0, ['a\u0007b\u009b31mc\nd']);
		screen.flush();
		expect(terminal.frames.join('')).toBe('\u001b[2J\u001b[1Hab31mcd');
	});

	test('a log that grows is scrolled by the terminal', async () => {
		const {terminal, screen} = startScreen(200, 50);
		const line = (number: number): string => `${number} ${'lorem ipsum '.repeat(10)}${number * 7919}`;
		const show = (from: number): void =>
			screen.setLines(
				2,
				Array.from({length: 46}, (_, row) => line(from + row)),
			);
		screen.write(home(['header', 'title', ...Array.from({length: 46}, () => ''), 'prompt', 'footer']));
		show(0);
		screen.flush();
		terminal.takeBytes();
		show(1);
		screen.flush();
		expect(terminal.takeBytes()).toBeLessThanOrEqual(300);
		expect(await terminal.lines()).toEqual(screen.text());
		show(0);
		screen.flush();
		expect(terminal.takeBytes()).toBeLessThanOrEqual(300);
		expect(await terminal.lines()).toEqual(screen.text());
	});
});
