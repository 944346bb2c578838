import {PassThrough} from 'node:stream';
import {stripVTControlCharacters} from 'node:util';
import {expect, onTestFinished} from 'vitest';
import type {Message} from '../../source/state/message.js';
import {seenOf} from '../../source/state/seen.js';
import type {State} from '../../source/state/state.js';
import {createTheme, type Theme} from '../../source/views/lines/theme.js';
import {type MountedApp, mountApp} from '../../source/views/mount.js';
import type {Store} from '../../source/views/store.js';
import type {Play} from '../state/stage.js';
import {until as eventually} from '../until.js';
import {FakeTerminal} from './terminal.js';

export {until as eventually} from '../until.js';

/** The usual look, and one that can be compared as text. */
export const theme: Theme = createTheme({theme: 'default', ascii: false, colour: true});
export const bare: Theme = createTheme({theme: 'mono', ascii: false, colour: false});

/** Text as one sees it: without styles, opaque blanks as blanks, none at the end. */
export const seen = (text: string): string =>
	stripVTControlCharacters(text).replaceAll('\u00a0', ' ').trimEnd();

/** What ink-testing-library shows, as lines. */
export const frameLines = (frame: string | undefined): string[] => (frame ?? '').split('\n').map(seen);

/** A keyboard that Ink reads from. */
export class FakeKeyboard extends PassThrough {
	readonly isTTY = true;
	isRaw = false;

	setRawMode(isRaw: boolean): this {
		this.isRaw = isRaw;
		return this;
	}

	ref(): this {
		return this;
	}

	unref(): this {
		return this;
	}
}

/** A whole screen on an emulated terminal. Time stands still unless `clock` is moved. */
export type Stage = {
	readonly app: MountedApp;
	readonly terminal: FakeTerminal;
	readonly keyboard: FakeKeyboard;
	readonly clock: {now: number};
	readonly received: Message[];
	/** Dispatches messages and paints the frame that follows. */
	readonly dispatch: (...messages: readonly Message[]) => void;
	/** Presses keys and paints the frame that follows. */
	readonly press: (keys: string) => void;
	/** The id of the view that is shown. */
	readonly viewId: number;
	/** Makes whatever paints next throw. */
	readonly breakState: () => void;
	readonly lines: () => Promise<string[]>;
	readonly end: () => Promise<void>;
};

/** Shows a play on a terminal of the size in its state. */
const onStage = (play: Play, theTheme: Theme = theme, env: Readonly<Record<string, string>> = {}): Stage => {
	const {columns, rows} = play.state.size;
	const terminal = new FakeTerminal(columns, rows);
	const keyboard = new FakeKeyboard();
	const clock = {now: play.state.now};
	const received: Message[] = [];
	const listeners = new Set<() => void>();
	const dispatch = (...messages: readonly Message[]): void => {
		const before: State = play.state;
		received.push(...messages);
		play.dispatch(...messages);
		if (play.state !== before) for (const listener of listeners) listener();
	};
	const store: Store = {
		getState: () => play.state,
		dispatch: message => dispatch(message),
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
	const app = mountApp({
		store,
		theme: theTheme,
		stdin: keyboard,
		stdout: terminal,
		now: () => clock.now,
		env,
		patchConsole: false,
	});
	return {
		app,
		terminal,
		keyboard,
		clock,
		received,
		dispatch,
		press(keys) {
			for (const key of keys.split(' ')) {
				clock.now += 1000;
				dispatch({type: 'key', key, at: clock.now, seen: seenOf(play.state)});
			}
		},
		get viewId() {
			return play.state.views.at(-1)?.id ?? 0;
		},
		breakState() {
			const broken = {
				get views(): never {
					throw new Error('broken on purpose');
				},
			};
			Object.assign(play, {
				state: Object.defineProperties({...play.state}, Object.getOwnPropertyDescriptors(broken)),
			});
			for (const listener of listeners) listener();
		},
		lines: () => terminal.lines(),
		async end() {
			app.unmount();
			await app.ended.catch(() => undefined);
		},
	};
};

/** Shows a play until the end of the test. */
export const show = (play: Play, theTheme?: Theme): Stage => {
	const stage = onStage(play, theTheme);
	onTestFinished(stage.end);
	return stage;
};

/** Waits until a text stands on the screen, and answers with its lines. */
export const until = (stage: Stage, text: string): Promise<string[]> =>
	eventually(async () => {
		const lines = await stage.lines();
		expect(lines.join('\n')).toContain(text);
		return lines;
	});
