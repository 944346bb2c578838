import type {Action, Field, Verb} from '../../source/model/action.js';
import type {Resource} from '../../source/model/resource.js';
import {usualThresholds} from '../../source/model/thresholds.js';
import type {Effect} from '../../source/state/effect.js';
import type {GridView} from '../../source/state/grid/grid-view.js';
import {visibleRows} from '../../source/state/grid/visible-rows.js';
import {initialState, type Start} from '../../source/state/initial.js';
import type {Message} from '../../source/state/message.js';
import type {PageView} from '../../source/state/page.js';
import {seenOf} from '../../source/state/seen.js';
import type {State, View} from '../../source/state/state.js';
import {update} from '../../source/state/update.js';
import {changed, live, opened, start} from './events.js';
import {resource as resting} from './rows.js';

export {changed, live, opened, removed, reported, start} from './events.js';
export {kinds} from './small-rancher.js';

/** An action as a source offers it. */
export const action = (name: string, verb: Verb | null = null, dangerous = false): Action => ({
	name,
	title: name.slice(0, 1).toUpperCase() + name.slice(1),
	verb,
	dangerous,
});

/** A field of a form that takes any text. */
export const field = (name: string, changes: Partial<Field> = {}): Field => ({
	name,
	title: name,
	type: 'text',
	of: null,
	required: false,
	nullable: false,
	initial: '',
	options: [],
	minimum: null,
	maximum: null,
	description: null,
	...changes,
});

const restart = action('restart', 'restart');
const stop = action('stop', 'stop', true);
const remove = action('remove', 'remove', true);
const logs = action('logs', 'logs');
const shell = action('exec', 'shell');
const stats = action('stats', 'stats');

/** What a running container offers. */
const containerActions = [restart, stop, remove, logs, shell, stats];

/** A row by its kind and name, in the source `prod`. */
export const resource = (kind: string, name: string, changes: Partial<Resource> = {}): Resource =>
	resting({
		key: `${changes.source ?? 'prod'}//${kind}/${name}`,
		kind,
		id: `1-${name}`,
		name,
		created: start - 3_600_000,
		actions: kind === 'container' ? containerActions : [],
		...changes,
	});

/** The usual settings. */
export const settings: Start['settings'] = {
	readOnly: false,
	replay: false,
	recorderBytes: 64 * 1024 * 1024,
	mouse: false,
	hasDisplay: false,
	stuckAfterMs: 300_000,
	thresholds: usualThresholds,
	confirm: {usual: 'all', bySource: new Map()},
	guard: [],
	alerts: [],
	keys: {},
	plugins: [],
	aliases: {},
	savedViews: {},
};

/** Between two keys of a person, in milliseconds: long enough to have seen what the first one did. */
const pauseMs = 250;

/** A program in the middle of its life: state, and what it wanted done so far. */
export class Play {
	state: State;
	/** Since they were last taken. */
	effects: Effect[] = [];

	constructor(first: Partial<Start> = {}) {
		this.state = initialState({
			settings,
			view: {kind: '', filter: '', sort: ''},
			size: {columns: 80, rows: 24},
			now: start,
			...first,
		});
	}

	/** Under which id inputs were asked for last. */
	#asked = -1;

	/** Sends messages. */
	dispatch(...messages: readonly Message[]): this {
		for (const message of messages) {
			const next = update(this.state, message);
			this.state = next.state;
			for (const effect of next.effects) {
				this.order.push(effect.type);
				if (effect.type === 'load-form') this.#asked = effect.id;
				if (effect.type === 'journal') this.#write(effect.lines);
				else this.effects.push(effect);
			}
		}

		return this;
	}

	/** The types of all effects, as they came. */
	readonly order: string[] = [];
	/** What was written to the journal, by this run. */
	readonly written: object[] = [];

	#write(lines: readonly object[]): void {
		const kept = lines.map(line => ({run: 'this', ...line}));
		this.written.push(...kept);
		this.dispatch({type: 'journal', own: true, lines: kept});
	}

	/** Presses keys by their names, separated by spaces. */
	press(keys: string): this {
		for (const key of keys.split(' ')) this.key(key);
		return this;
	}

	/** Types a text, key by key. */
	type(text: string): this {
		for (const key of text) this.key(key === ' ' ? 'space' : key);
		return this;
	}

	/** Presses one key on a screen that was painted since the last. */
	key(key: string): this {
		const isAsked = this.state.dialog !== null && this.state.dialog.type !== 'actions';
		const at = this.state.now + (isAsked ? pauseMs : 0);
		return this.dispatch({type: 'key', key, at, seen: seenOf(this.state)});
	}

	/** What the source answers to the question for inputs that was asked last. */
	form(fields: readonly Field[] | null, error: string | null = null): this {
		return this.dispatch({type: 'form', id: this.#asked, at: this.state.now, fields, error});
	}

	/** What it wanted done since the last call, besides remembering the views that were shown. */
	take(): readonly Effect[] {
		return this.effects.splice(0).filter(one => one.type !== 'remember' || one.document !== 'visits');
	}

	/** The view that is shown, of the type that the story expects. */
	view<Type extends View['type']>(type: Type): Extract<View, {type: Type}> {
		const view = this.state.views.at(-1);
		if (!isView(view, type)) throw new Error(`The ${view?.type} is shown, not the ${type}`);
		return view;
	}

	/** The list or text that is shown, by the name of its page. */
	page(name: string): PageView {
		const view = this.view('page');
		if (view.page !== name) throw new Error(`The ${view.page} is shown, not the ${name}`);
		return view;
	}

	/** The grid that is shown. */
	get grid(): GridView {
		return this.view('grid');
	}

	/** Names of the rows in the window, `>` at the cursor and `*` at marks. */
	get rows(): readonly string[] {
		return visibleRows(this.state).map(
			({row, cursor, marked}) => `${cursor ? '>' : ''}${marked ? '*' : ''}${row.resource.name}`,
		);
	}

	/** What the line at the bottom says. */
	get notice(): string | null {
		return this.state.notice?.text ?? null;
	}
}

const isView = <Type extends View['type']>(
	view: View | undefined,
	type: Type,
): view is Extract<View, {type: Type}> => view?.type === type;

/** A program that watches the source `prod` with these rows. */
export const playing = (resources: readonly Resource[], first: Partial<Start> = {}): Play => {
	const play = new Play(first).dispatch(opened('prod'), live(), {
		type: 'events',
		events: resources.map(one => changed(one, start, true)),
	});
	play.take();
	return play;
};

/** Containers `web-1` to `web-<count>`. */
export const containers = (count: number): readonly Resource[] =>
	Array.from({length: count}, (_none, index) => resource('container', `web-${index + 1}`));

/** Settings with which nothing is asked about. */
export const unasked: Start['settings'] = {...settings, confirm: {usual: 'none', bySource: new Map()}};

/** The view of the containers. */
export const ofContainers: Partial<Start> = {view: {kind: 'containers', filter: '', sort: ''}};
