import process from 'node:process';
import {ReadStream} from 'node:tty';
import type {Config} from '../config/config.js';
import {openTerminal} from '../files/descriptors.js';
import type {Flags} from '../flags/flags.js';
import {version} from '../flags/version.js';
import {messageOf, UsageError} from '../model/errors.js';
import {warn} from '../output/warn.js';
import type {RecordedFile} from '../recording/file.js';
import {createPerformer} from '../runtime/perform.js';
import {Store} from '../runtime/store.js';
import type {Watched} from '../runtime/watch.js';
import {nextTickMs} from '../state/clock.js';
import {farewellText} from '../state/farewell.js';
import {rehearseFilter} from '../state/filter/rehearse.js';
import {initialState} from '../state/initial.js';
import type {Remembered} from '../state/remembered/documents.js';
import {update} from '../state/update.js';
import {showFirstFrame} from '../views/first-frame.js';
import type {Theme} from '../views/lines/theme.js';
import type {MountedApp} from '../views/mount.js';
import type {Screen} from '../views/screen/screen.js';
import {hasDisplay} from './browse.js';
import {expectNoTerminal, hangUp, isTerminalGone} from './hang-up.js';
import {openMemory} from './memory.js';
import type {OpenSources} from './open-sources.js';
import {openPast, type RunPast} from './past.js';
import {type Person, terminalOf} from './screen-terminal.js';
import {onStopSignal, onWindowSignal} from './signals.js';
import {onSuspendSignal} from './suspend.js';
import type {System} from './system.js';

/** How long the sources may take to close before the program ends anyway, milliseconds. */
const farewellMs = 500;

/** When a filter is rehearsed, milliseconds after Ink was loaded: most first listings are read by then. */
const rehearsalMs = 2700;

/** Opens the terminal for keys if standard input is a pipe. Throws `UsageError` if there is none. */
const openKeyboard = (stdin: NodeJS.ReadStream): ReadStream => {
	if (stdin.isTTY) return stdin;
	try {
		return new ReadStream(openTerminal());
	} catch (error) {
		throw new UsageError(
			`there is no terminal to take keys from (/dev/tty: ${messageOf(error)}); --once, --follow and --until need none`,
		);
	}
};

const startState = (
	flags: Flags,
	config: Config,
	remembered: Remembered,
	{stdout: {columns, rows}, env}: Pick<System, 'stdout' | 'env'>,
) =>
	initialState({
		settings: {
			readOnly: flags.readOnly,
			replay: flags.replay !== null,
			version,
			recorderBytes: config.recorderBytes,
			mouse: config.mouse,
			hasDisplay: hasDisplay(env),
			stuckAfterMs: config.stuckAfterMs,
			thresholds: config.thresholds,
			fresh: flags.fresh,
			learns: !flags.demo && flags.replay === null,
			sameHosts: config.sameHosts,
			confirm: config.confirm,
			guard: config.guard,
			alerts: config.alerts,
			keys: config.keys,
			plugins: config.plugins,
			aliases: config.aliases,
			savedViews: config.views,
		},
		view: {
			kind: flags.kind ?? '',
			filter: flags.filter ?? '',
			sort: flags.sort ?? '',
		},
		size: {columns, rows},
		now: Date.now(),
		remembered,
	});

/** Loads Ink and hands it the screen, which shows the first frame meanwhile. Restores the terminal on failure. */
const mount = async (
	screen: Screen,
	store: Store,
	theme: Theme,
	{keyboard, stdout, env}: Person,
): Promise<MountedApp> => {
	const restore = () => screen.close();
	process.once('exit', restore);
	try {
		const {mountApp} = await import('../views/mount.js');
		setTimeout(() => rehearseFilter(store.getState()), rehearsalMs).unref();
		return mountApp({store, theme, stdin: keyboard, stdout, screen, now: Date.now, env});
	} catch (error) {
		restore();
		keyboard.setRawMode(false);
		throw error;
	} finally {
		// From now on it is Ink that does so.
		process.off('exit', restore);
	}
};

/** Ends the program when its terminal goes away. */
const endWithTerminal = ({keyboard, stdout}: Person, end: (exitCode: number) => void): void => {
	// A terminal that went away refuses what is written before its signal arrives.
	const leave = () => {
		expectNoTerminal();
		end(hangUp);
	};
	stdout.on('error', leave);
	// Or it sends none, to a program that was shielded from it (nohup, setsid): then there is nothing more to read.
	for (const event of ['end', 'error', 'close']) keyboard.on(event, leave);
};

/** Processor time of this process so far. */
const cpuMs = (): number => {
	const {user, system} = process.cpuUsage();
	return (user + system) / 1000;
};

/** Ends what ends with the program, and takes no more messages; returns what a person is to know, line by line. */
const leave = (store: Store, ranMs: number | null): readonly string[] => {
	const farewell = farewellText(store.getState(), ranMs);
	store.dispatch({type: 'leaving', at: Date.now()});
	store.stop();
	return farewell;
};

/** Shows the live screen until the person quits; resolves with the exit code, rejects with what a render threw. */
export const runScreen = async (
	flags: Flags,
	config: Config,
	opened: OpenSources,
	theme: Theme,
	{stdin, stdout, stderr, env}: System,
	replayed: RecordedFile | null,
): Promise<number> => {
	const keyboard = openKeyboard(stdin);
	const person: Person = {keyboard, stdout, env};
	let app: MountedApp;
	let watched: Watched;
	let end: (exitCode: number) => void = () => undefined;
	const ended = new Promise<number>(resolve => {
		end = resolve;
	});
	const terminal = terminalOf({
		app: () => app,
		store: () => store,
		opened,
		config,
		person,
		exit: interrupted => end(interrupted ? 130 : 0),
	});
	const {memory, remembered, report, close: closeMemory} = openMemory(env, flags.fresh);
	const performer = createPerformer({
		store: () => store,
		watched: () => watched,
		terminal,
		memory,
		past: () => past.lookup,
		now: Date.now,
	});
	const store: Store = new Store({
		initial: startState(flags, config, remembered, person),
		update: (state, message) => past.follow(update(state, message)),
		perform: performer.perform,
		nextTickMs,
		now: Date.now,
		cpuMs,
		fps: flags.fps,
	});
	const notify = (text: string) => store.dispatch({type: 'notice', level: 'error', text, at: Date.now()});
	const durations = flags.fresh ? null : remembered.durations;
	const parts = {store: () => store, config, durations};
	const past: RunPast = openPast(parts, replayed, flags.speed, () => opened.openRecording(notify));
	for (const {name, family, url, insecure} of replayed ? [] : opened.sources) {
		const readOnly = opened.readOnly.has(name);
		store.dispatch({type: 'source', source: name, family, url, insecure, readOnly, at: Date.now()});
	}

	past.begin(notify);
	report(notify);
	// No source does anything before the first frame is written, as all of this happens in one go.
	watched = opened.watch(store.emit, notify);
	const forgetStop = onStopSignal(end);
	endWithTerminal(person, end);
	// Keys that are pressed from now on wait, unread, until the app is mounted.
	keyboard.setRawMode(true);
	const screen = showFirstFrame(store, theme, stdout);
	app = await mount(screen, store, theme, person);
	const forgetWindow = onWindowSignal(() => app.repaint());
	const forgetSuspend = onSuspendSignal(run => void app.suspend(run));
	try {
		return await Promise.race([ended, app.ended.then(() => 0)]);
	} finally {
		forgetWindow();
		forgetSuspend();
		const farewell = leave(store, config.summary ? performance.now() : null);
		performer.close();
		app.unmount();
		await app.ended.catch(() => undefined);
		for (const line of isTerminalGone() ? [] : farewell) warn(stderr, line);
		await closeMemory();
		await Promise.race([watched.close(), new Promise(resolve => setTimeout(resolve, farewellMs).unref())]);
		past.close();
		forgetStop();
	}
};
