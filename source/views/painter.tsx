import {type Instance, render} from 'ink';
import {isTooEarly} from '../state/actions/confirm.js';
import {hasComeFurther} from '../state/connections/connection-text.js';
import {windowTitle} from '../state/deliver-news.js';
import {isTooSmall, layoutOf} from '../state/layout.js';
import type {Seen} from '../state/message.js';
import {takesMouse} from '../state/mouse.js';
import {clockOf} from '../state/past/clock.js';
import {seenOf} from '../state/seen.js';
import type {State} from '../state/state.js';
import {secondOf} from '../state/text/time-text.js';
import {App, type InkControls} from './app.js';
import {Keyboard, type KeySource} from './keyboard/keyboard.js';
import type {Token} from './keyboard/tokens.js';
import {Body} from './lines/body.js';
import {linesAbove, linesBelow} from './lines/surround.js';
import type {Theme} from './lines/theme.js';
import type {Screen} from './screen/screen.js';
import type {Store} from './store.js';

// Usually the store's own frame at the new second comes first and updates the counters too.
const afterSecondMs = 20;

// The store paces frames, not Ink.
const unpaced = 1000;

type PainterOptions = {
	readonly store: Store;
	readonly theme: Theme;
	readonly stdin: KeySource;
	readonly output: Screen;
	/** Epoch milliseconds. */
	readonly now: () => number;
	readonly patchConsole: boolean;
};

/** Whether something different is shown, rather than newer figures of the same. */
const showsOther = (before: State, after: State): boolean =>
	before.views.length !== after.views.length ||
	before.views.at(-1)?.id !== after.views.at(-1)?.id ||
	before.prompt !== after.prompt ||
	before.dialog !== after.dialog ||
	before.notice !== after.notice ||
	(after.past !== null && before.now !== after.now) ||
	(before.past === null) !== (after.past === null) ||
	hasComeFurther(before, after) ||
	isTooEarly(before.dialog, clockOf(before)) !== isTooEarly(after.dialog, clockOf(after)) ||
	before.size !== after.size ||
	before.theme !== after.theme;

const isSameLines = (one: readonly string[], other: readonly string[]): boolean =>
	one.length === other.length && one.every((line, row) => line === other[row]);

/**
 * Paints the state. Lines go past React: those of the view in every frame, those around it at once after a key or when
 * something different is shown, and once a second for counters. React and Ink draw dialogs and the views without lines.
 */
export class Painter {
	/** Settles when Ink ended; rejects with what a render threw. */
	readonly ended: Promise<unknown>;
	readonly #options: PainterOptions;
	#theme: Theme;
	#body: Body;
	readonly #ink: Instance;
	#controls: InkControls | null = null;
	#drawn: State;
	/** What the last frame that reached the terminal showed. */
	#seen: Seen | null = null;
	/** What its lines are of, from this line of the screen on; nothing without a mouse. */
	#seenEntries: {readonly first: number; readonly entries: readonly (string | null)[]} = {
		first: 0,
		entries: [],
	};
	/** The second in which Ink last drew. */
	#drawnIn: number;
	/** The lines above and below the view, and whether they are all that is shown beside its own. */
	#above: readonly string[] = [];
	#below: readonly string[] = [];
	#isAround = false;
	/** Rows of the grid when Ink last drew. */
	#drawnRows = 0;
	#isUrgent = false;
	#isOver = false;
	#isSuspended = false;
	#counterTimer: NodeJS.Timeout | undefined;

	/** Shows the present state at once. */
	constructor(options: PainterOptions) {
		this.#options = options;
		this.#theme = options.theme;
		this.#body = new Body(options.theme);
		this.#drawn = options.store.getState();
		this.#drawnIn = secondOf(options.now());
		this.#drawnRows = this.#drawn.index.length;
		this.#above = linesAbove(this.#drawn, options.theme);
		this.#below = linesBelow(this.#drawn, options.theme);
		this.#ink = render(this.#app(this.#drawn), {
			stdout: options.output,
			stderr: options.output,
			// Typed as a whole terminal stream, but Ink uses only what a `Keyboard` has.
			stdin: new Keyboard(options.stdin, this.#take) as unknown as NodeJS.ReadStream,
			interactive: true,
			alternateScreen: true,
			exitOnCtrlC: false,
			patchConsole: options.patchConsole,
			maxFps: unpaced,
		});
		this.ended = this.#ink.waitUntilExit();
		this.paint();
	}

	/** Paints the present state; unchanged parts cost nothing. An error ends the app. */
	readonly paint = (): void => {
		if (this.#isOver) return;
		try {
			const state = this.#options.store.getState();
			const {output} = this.#options;
			this.#takeTheme(state);
			const lines = isTooSmall(state) ? null : this.#body.lines(state);
			if (state !== this.#drawn) this.#draw(state, lines !== null && !state.dialog);
			output.setLines(0, isTooSmall(state) ? [] : this.#surround(state, lines ?? []));
			output.setMouse(takesMouse(state));
			output.setTitle(windowTitle(state));
			if (output.flush()) this.#keepSeen(state);
		} catch (error) {
			this.#isOver = true;
			this.#controls?.exit(error instanceof Error ? error : new Error(String(error)));
		}
	};

	/** Paints at once, including Ink's part. */
	paintAll(): void {
		this.#isUrgent = true;
		this.paint();
	}

	/** Hands the terminal to `run` and takes it back; if it is suspended already, just runs `run`. */
	async suspend(run: () => Promise<void>): Promise<void> {
		if (this.#isSuspended) return run();
		this.#isSuspended = true;
		try {
			await this.#controls?.suspendTerminal(run);
		} finally {
			this.#isSuspended = false;
			this.#dispatch({type: 'resumed'});
		}
	}

	/** Ends Ink and with it the alternate screen. */
	end(): void {
		this.#isOver = true;
		clearTimeout(this.#counterTimer);
		this.#ink.unmount();
	}

	#takeTheme({theme: name}: State): void {
		if (name === null || name === this.#theme.name) return;
		this.#theme = this.#theme.as(name);
		this.#body = new Body(this.#theme);
	}

	#surround(state: State, lines: readonly string[]): readonly string[] {
		const {heads, body} = layoutOf(state);
		return [
			...this.#above,
			...Array.from({length: heads + body}, (_, row) => lines[row] ?? ''),
			...this.#below,
		];
	}

	/** `isAround`: all that is shown are lines, and Ink has nothing to draw. */
	#draw(state: State, isAround: boolean): void {
		const now = this.#options.now();
		const rows = state.index.length;
		const below = linesBelow(state, this.#theme);
		// First rows: redraw at once, or the title still says 0.
		const isFirst = this.#drawnRows === 0 && rows > 0;
		const isOther = isFirst || !isSameLines(below, this.#below) || showsOther(this.#drawn, state);
		if (!this.#isUrgent && !isOther && this.#drawnIn === secondOf(now)) {
			this.#counterTimer ??= setTimeout(this.#drawLate, this.#drawnIn + 1000 + afterSecondMs - now);
			return;
		}

		clearTimeout(this.#counterTimer);
		this.#counterTimer = undefined;
		this.#isUrgent = false;
		const isBlank = isAround && this.#isAround && state.size === this.#drawn.size;
		this.#drawn = state;
		this.#drawnRows = rows;
		const above = linesAbove(state, this.#theme);
		if (!isBlank || !isSameLines(above, this.#above) || !isSameLines(below, this.#below))
			this.#drawnIn = secondOf(now);
		this.#isAround = isAround;
		this.#above = above;
		this.#below = below;
		if (!isBlank) this.#ink.rerender(this.#app(state));
	}

	readonly #drawLate = (): void => {
		this.#counterTimer = undefined;
		this.#dispatch({type: 'tick', now: this.#options.now()});
		this.paint();
	};

	readonly #dispatch: Store['dispatch'] = message => {
		this.#isUrgent = true;
		this.#options.store.dispatch(message);
	};

	#keepSeen(state: State): void {
		this.#seen = seenOf(state);
		if (!takesMouse(state)) return;
		const {header, title} = layoutOf(state);
		this.#seenEntries = {first: header + title, entries: this.#body.entries(state)};
	}

	#takeMouse({action, button, row}: Extract<Token, {type: 'mouse'}>, at: number, seen: Seen | null): void {
		if (action === 'wheel-up') this.#dispatch({type: 'wheel', direction: 'up', at, seen});
		else if (action === 'wheel-down') this.#dispatch({type: 'wheel', direction: 'down', at, seen});
		else if (action === 'press' && button === 0) {
			const {first, entries} = this.#seenEntries;
			this.#dispatch({type: 'click', entry: entries[row - 1 - first] ?? null, at, seen});
		}
	}

	// All keys of one read were pressed while the same frame was shown.
	readonly #take = (tokens: readonly Token[]): void => {
		const at = this.#options.now();
		const seen = this.#seen;
		for (const token of tokens) {
			if (token.type === 'key') this.#dispatch({type: 'key', key: token.key, at, seen});
			if (token.type === 'mouse' && this.#drawn.settings.mouse) this.#takeMouse(token, at, seen);
			if (token.type === 'focus') this.#dispatch({type: 'focus', focused: token.focused, at});
			if (token.type === 'paste') this.#dispatch({type: 'paste', text: token.text});
		}
	};

	readonly #takeControls = (controls: InkControls): void => {
		this.#controls = controls;
	};

	#app(state: State) {
		return <App isBare state={state} theme={this.#theme} lines={null} onControls={this.#takeControls} />;
	}
}
