import {fuzzyRanked} from './filter/fuzzy.js';
import type {Layout} from './logs/layout.js';
import {everyLine, isEveryLine, type LineFilter, linePattern} from './logs/line-filter.js';
import {fieldNames, structureOf} from './logs/structure.js';
import {next, type Step} from './next.js';
import {withNotice} from './notice.js';
import {logCommand} from './pages/log-command.js';
import {freezeAt, withCursor} from './pages/log-scroll.js';
import type {LogsView} from './pages/views.js';
import {openPrompt} from './prompt/open-prompt.js';
import type {Command, State} from './state.js';
import {onView, replaceView} from './view-stack.js';

/** Expressions that lines match or must not match; at most so many together. */
const maxPatterns = 20;

/** A frozen view stays where it is, as far as its lines are shown. */
const standing = (state: State, shown: LogsView): State => {
	if (shown.frozenAt === null) return replaceView(state, shown);
	const frozen = freezeAt(state, shown, shown.frozenAt);
	return replaceView(state, withCursor(state, frozen, frozen.cursor ?? shown.frozenAt));
};

const showLines = (state: State, view: LogsView, filter: LineFilter): State => {
	view.index.filter(filter);
	return standing(state, {...view, filter});
};

/** Keeps or hides lines that match what was typed; what was typed already is taken back. */
export const addLineFilter = (state: State, what: 'keep' | 'hide', text: string): State => {
	const view = state.views.at(-1);
	const pattern = linePattern(text);
	if (view?.type !== 'logs' || pattern === null) return state;
	const {filter} = view;
	const others = filter[what].filter(one => one.text !== text);
	const isNew = others.length === filter[what].length;
	if (isNew && filter.keep.length + filter.hide.length >= maxPatterns)
		return withNotice(state, 'warning', `no more than ${maxPatterns} filters at once`);
	return showLines(state, view, {...filter, [what]: isNew ? [...others, pattern] : others});
};

/** Shows all lines again; null where they are shown. */
export const clearFilters = (state: State, view: LogsView): State | null =>
	isEveryLine(view.filter) ? null : showLines(state, view, {...everyLine, around: view.filter.around});

const change = (turn: (filter: LineFilter) => LineFilter): Step =>
	onView('logs', (state, view) => next(showLines(state, view, turn(view.filter))));

const dropLast = onView('logs', (state, view) => {
	const {filter} = view;
	const {keep, hide, troubleOnly} = filter;
	if (isEveryLine(filter)) return next(withNotice(state, 'info', 'all lines are shown'));
	if (troubleOnly) return next(showLines(state, view, {...filter, troubleOnly: false}));
	const fewer = hide.length > 0 ? {...filter, hide: hide.slice(0, -1)} : {...filter, keep: keep.slice(0, -1)};
	return next(showLines(state, view, fewer));
});

const widths = [0, 3, 10];

const turnAround = onView('logs', (state, view) => {
	const around = widths[widths.indexOf(view.filter.around) + 1] ?? 0;
	const text =
		around === 0 ? 'only the lines that match' : `${around} lines around each that & or v lets through`;
	return next(withNotice(showLines(state, view, {...view.filter, around}), 'info', text));
});

/** Lays lines out otherwise. */
const showLayout = (state: State, view: LogsView, layout: Layout): State => {
	view.index.lay(layout);
	return standing(state, {...view, layout});
};

/** Shows one field of the lines in place of them; '' for the whole lines again. */
export const showField = (state: State, text: string): State => {
	const view = state.views.at(-1);
	if (view?.type !== 'logs') return state;
	return showLayout(state, view, {isStructured: true, field: text === '' ? null : text});
};

// The fields of the newest lines are those that somebody sees.
const maxRead = 300;

/** The fields that lines of the log have, best match first. */
export const fieldsMatching = (state: State, text: string): readonly string[] => {
	const view = state.views.at(-1);
	if (view?.type !== 'logs') return [];
	const names = new Set<string>();
	for (let at = Math.max(0, view.index.count - maxRead); at < view.index.count; at++) {
		const entry = view.buffer.entry(view.index.at(at) ?? -1);
		const structure = entry?.type === 'line' ? structureOf(entry.line.text) : null;
		for (const name of structure ? fieldNames(structure) : []) names.add(name);
	}

	return text === '' ? [...names] : fuzzyRanked(text, [...names]).filter(name => name !== text);
};

const turnLayout = onView('logs', (state, view) =>
	next(showLayout(state, view, {isStructured: !view.layout.isStructured, field: null})),
);

/** The commands that say which lines are shown. */
export const lineFilterCommands: readonly Command[] = [
	logCommand(
		'keep-lines',
		'&',
		'keep only lines that match; the same again: take it back',
		state => next(openPrompt(state, 'keep')),
		true,
	),
	logCommand('hide-lines', '!', 'hide lines that match; the same again: take it back', state =>
		next(openPrompt(state, 'hide')),
	),
	logCommand(
		'levels',
		'v',
		'only warnings and worse; again: all',
		change(filter => ({...filter, troubleOnly: !filter.troubleOnly})),
		true,
	),
	logCommand('around', 'C', 'lines around those that match: 3, 10, none', turnAround),
	logCommand('structure', 'J', 'lay out JSON and logfmt; again: as it was written', turnLayout, true),
	logCommand('field', 'F', 'one field in place of the line', state =>
		next(openPrompt(state, 'field', fieldsMatching(state, ''))),
	),
	logCommand('drop-filter', 'x', 'take back the last filter; Esc takes back all', dropLast),
];
