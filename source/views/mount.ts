import type {Environment} from '../model/environment.js';
import {createScreen, reportSize} from './first-frame.js';
import type {KeySource} from './keyboard/keyboard.js';
import type {Theme} from './lines/theme.js';
import {Painter} from './painter.js';
import {type Call, callSequence} from './screen/call.js';
import {copySequence} from './screen/clipboard.js';
import type {Screen, Terminal} from './screen/screen.js';
import type {Store} from './store.js';

/** What the app is mounted on. */
type MountOptions = {
	readonly store: Store;
	readonly theme: Theme;
	readonly stdin: KeySource;
	/** The terminal itself; all output goes through a `Screen` on it. */
	readonly stdout: Terminal;
	/** A screen that shows the first frame already; a new one if omitted. */
	readonly screen?: Screen;
	/** Epoch milliseconds, for the times of keys. */
	readonly now: () => number;
	/** `TMUX` and `STY`, for what passes through tmux and screen; `TERM` and `TERM_PROGRAM`. */
	readonly env: Environment;
	/** Keeps console output off the screen (default); impossible where a test runner owns the console. */
	readonly patchConsole?: boolean;
};

/** The running screen. It subscribes to the store itself and paints once per notification. */
export type MountedApp = {
	/** Settles when the screen is gone and the terminal restored; rejects with the error that a render threw. */
	readonly ended: Promise<void>;
	/** Paints the whole screen again (ctrl-l). */
	readonly repaint: () => void;
	/** Hands the terminal to `run` (a shell, an editor, a stop by ctrl-z), then takes it back and paints again. */
	readonly suspend: (run: () => Promise<void>) => Promise<void>;
	/** Copies to the terminal's clipboard; false when the text is too long for that. */
	readonly copy: (text: string) => boolean;
	/** Calls the person by the bell, or a notification of the terminal. */
	readonly call: (call: Call) => void;
	/** Leaves the alternate screen and restores the terminal; safe to call twice and while the process exits. */
	readonly unmount: () => void;
};

/** Shows the state on the terminal and sends keys, pastes and sizes to the store. */
export const mountApp = (options: MountOptions): MountedApp => {
	const {store, theme, stdin, stdout, now, env, patchConsole = true} = options;
	const output = options.screen ?? createScreen(stdout, theme);
	// Before Ink's own listener, so that Ink never draws the old size.
	output.on('resize', () => {
		reportSize(store, output);
		painter.paintAll();
	});
	reportSize(store, output);
	const painter = new Painter({store, theme, stdin, output, now, patchConsole});
	const unsubscribe = store.subscribe(painter.paint);
	const release = (): void => {
		unsubscribe();
		output.close();
	};

	return {
		ended: painter.ended.then(release, error => {
			release();
			throw error;
		}),
		repaint() {
			output.repaint();
			painter.paintAll();
		},
		suspend: run => painter.suspend(run),
		copy(text) {
			const sequence = copySequence(text, env);
			if (sequence !== null) stdout.write(sequence);
			return sequence !== null;
		},
		call(call) {
			stdout.write(callSequence(call, env));
		},
		unmount() {
			unsubscribe();
			painter.end();
		},
	};
};
