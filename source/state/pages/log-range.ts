import {copyLines} from '../copy.js';
import {plainLogText, savedText} from '../logs/log-text.js';
import {nameOf} from '../logs/names.js';
import {next} from '../next.js';
import type {Command} from '../state.js';
import {onView, replaceView} from '../view-stack.js';
import {withoutCursor} from './log-scroll.js';
import type {LogsView} from './views.js';

/** The shown lines from where the range begins to the cursor, or the line under the cursor. */
const copiedLines = ({index, buffer, members, cursor, range}: LogsView): readonly string[] => {
	if (cursor === null) return [];
	const [from, to] = [cursor, range ?? cursor].toSorted((one, other) => one - other);
	const lines: string[] = [];
	for (let at = index.indexOf(from ?? cursor); at < index.count; at++) {
		const number = index.at(at) ?? 0;
		if (number > (to ?? cursor)) break;
		const entry = buffer.entry(number);
		if (entry) lines.push(plainLogText(savedText(entry, nameOf(entry, members.hasSeveral))));
	}

	return lines;
};

const copy = onView('logs', (state, view) => {
	if (view.cursor === null) return next(withoutCursor(state));
	return copyLines(replaceView(state, {...view, range: null}), copiedLines(view));
});

const mark = onView('logs', (state, view) =>
	next(
		view.cursor === null
			? withoutCursor(state)
			: replaceView(state, {...view, range: view.range === null ? view.cursor : null}),
	),
);

/** The commands of a frozen log that copy some of its lines. */
export const rangeCommands: readonly Command[] = [
	{
		command: 'mark-lines',
		keys: 'V',
		title: 'frozen: begin a range of lines, or end it',
		group: 'logs',
		on: ['logs'],
		run: mark,
	},
	{
		command: 'copy-lines',
		keys: 'Y',
		title: 'frozen: copy the range, or the line',
		group: 'logs',
		on: ['logs'],
		run: copy,
	},
];
