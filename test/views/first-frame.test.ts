import {afterEach, describe, expect, test} from 'vitest';
import {showFirstFrame} from '../../source/views/first-frame.js';
import {type MountedApp, mountApp} from '../../source/views/mount.js';
import type {Store} from '../../source/views/store.js';
import {type Play, playing, resource, start} from '../state/stage.js';
import {FakeKeyboard, theme} from './stage.js';
import {FakeTerminal} from './terminal.js';

const apps: MountedApp[] = [];

const storeOf = (play: Play): Store => ({
	getState: () => play.state,
	dispatch: message => play.dispatch(message),
	subscribe: () => () => undefined,
});

const show = (play: Play) => {
	const {columns, rows} = play.state.size;
	const terminal = new FakeTerminal(columns, rows);
	const store = storeOf(play);
	const screen = showFirstFrame(store, theme, terminal);
	const mount = (): MountedApp => {
		const app = mountApp({
			store,
			theme,
			stdin: new FakeKeyboard(),
			stdout: terminal,
			screen,
			now: () => play.state.now,
			env: {},
			patchConsole: false,
		});
		apps.push(app);
		return app;
	};
	return {terminal, screen, mount};
};

afterEach(async () => {
	for (const app of apps.splice(0)) {
		app.unmount();
		await app.ended;
	}
});

const nothingYet = (columns: number, rows: number): Play => playing([], {size: {columns, rows}});

const someRows = (columns: number, rows: number): Play =>
	playing(
		Array.from({length: 60}, (_none, index) =>
			resource('container', `web-${index}`, {since: start - 60_000}),
		),
		{view: {kind: 'containers', filter: 'name:web', sort: 'name'}, size: {columns, rows}},
	);

describe('the first frame', () => {
	test('is there at once, on the alternate screen', async () => {
		const {terminal, screen} = show(nothingYet(80, 24));
		const lines = await terminal.lines();
		expect(terminal.buffer).toBe('alternate');
		expect(lines[0]).toContain('prod');
		expect(lines[3]).toMatch(/NAME .*STATE/);
		expect(lines[23]).toContain('Enter open');
		screen.close();
	});

	test.each([
		['without rows', nothingYet(200, 50)],
		['without rows', nothingYet(80, 24)],
		['without rows', nothingYet(41, 9)],
		['without room', nothingYet(30, 6)],
		['with rows', someRows(200, 50)],
		['with rows', someRows(80, 24)],
		['with rows', someRows(60, 12)],
	])('%s is what Ink draws: nothing changes when it does (%#)', async (_, play) => {
		const {terminal, mount} = show(play);
		const before = await terminal.lines();
		terminal.takeBytes();
		mount();
		expect(await terminal.lines()).toEqual(before);
		expect(terminal.frames.filter(frame => frame.includes('\u001b[?2026h'))).toEqual([]);
	});

	test('leaves the terminal as it was where Ink cannot be loaded', async () => {
		const {terminal, screen} = show(nothingYet(80, 24));
		screen.close();
		await terminal.settled();
		expect(terminal.buffer).toBe('normal');
		expect(terminal.frames.at(-1)).toBe('\u001b[?25h');
	});

	test('leaves the terminal alone where it cannot be drawn', () => {
		const {size} = nothingYet(80, 24).state;
		const terminal = new FakeTerminal(size.columns, size.rows);
		const getState = (): never => {
			throw new Error('no state');
		};
		expect(() => showFirstFrame({getState, dispatch: () => undefined}, theme, terminal)).toThrow('no state');
		expect(terminal.frames).toEqual([]);
	});

	test('leaves it once where Ink was loaded', async () => {
		const {terminal, mount} = show(nothingYet(80, 24));
		const app = mount();
		app.unmount();
		await app.ended;
		expect(terminal.frames.join('').split('\u001b[?1049l')).toHaveLength(2);
	});
});
