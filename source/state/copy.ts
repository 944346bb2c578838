import {countText} from '../model/count-text.js';
import type {Resource} from '../model/resource.js';
import {gridColumns} from './grid/view.js';
import {keyHint} from './keys/keymap.js';
import {refuseLook} from './keys/refusals.js';
import {type Next, next, type Step} from './next.js';
import {withNotice} from './notice.js';
import type {Command, State} from './state.js';
import {onSubject} from './subject.js';
import {byteLength} from './text/byte-length.js';

/** The most bytes of UTF-8 that a terminal's clipboard takes: terminals and tmux silently drop longer sequences. */
export const maxCopiedBytes = 56_244;

/** Copies lines of a log; says so where they are too long. */
export const copyLines = (state: State, lines: readonly string[]): Next => {
	const text = lines.join('\n');
	const count = lines.length === 1 ? 'the line' : countText(lines.length, 'line');
	if (byteLength(text) > maxCopiedBytes) {
		const saves = keyHint(state.keymap, 'save', 'logs', key => `: ${key} in the log saves them`);
		const why = `${count} ${lines.length === 1 ? 'is' : 'are'} too long for a terminal's clipboard${saves}`;
		return next(withNotice(state, 'warning', why));
	}

	return next(withNotice(state, 'info', `sent ${count} to the terminal's clipboard`), {type: 'copy', text});
};

type Copied = {readonly what: string; readonly text: string};

// What the picked column shows of the row; null where none is picked.
const pickedCell = (state: State, {key}: Resource): Copied | null => {
	const view = state.views.at(-1);
	const row = state.resources.get(key);
	if (view?.type !== 'grid' || view.column === null || !row) return null;
	const column = gridColumns(state, view).find(({title}) => title === view.column);
	const text = column?.text(row, {now: state.now, rows: state.resources});
	return column && text ? {what: column.title, text} : null;
};

// Terminals do not confirm it, and not all of them give programs access to the clipboard.
const noticeOf = ({what, text}: Copied): string => `sent the ${what} ${text} to the terminal's clipboard`;

// The same text under several names is sent once, as all of them.
const withoutRepeats = (all: readonly Copied[]): readonly Copied[] =>
	[...new Set(all.map(({text}) => text))].map(text => {
		const names = all.flatMap(one => (one.text === text ? one.what : []));
		const different = names.filter((name, index) => !names.slice(0, index).includes(name.toLowerCase()));
		return {what: different.join(' and '), text};
	});

const copy: Step = onSubject((state, resource) => {
	const {name, id} = resource;
	const cell = pickedCell(state, resource);
	const own: readonly Copied[] = [
		{what: 'name', text: name},
		{what: 'id', text: id},
	];
	const texts = withoutRepeats([...own, ...(cell ? [cell] : [])]);
	// Pressed again while the notice still shows: the next one.
	const last = texts.findIndex(one => state.notice?.text === noticeOf(one));
	const copied = texts[(last + 1) % texts.length];
	return copied
		? next(withNotice(state, 'info', noticeOf(copied)), {type: 'copy', text: copied.text})
		: next(state);
});

/** Copies what names the row. */
export const copyCommand: Command = {
	command: 'copy',
	keys: 'Y',
	title: 'copy the name; again: the id, the picked column',
	group: 'look',
	refuse: state => refuseLook(state, null),
	on: 'rows',
	run: copy,
};
