import type {Cell} from '../../model/resource.js';
import {keyOf} from '../keys/keymap.js';
import {cellOrReference, referenceText} from '../rows/reference.js';
import type {Row} from '../rows/row.js';
import {timelineOf} from '../rows/row.js';
import type {State} from '../state.js';
import {momentText} from '../text/time-text.js';
import {conditionsOf} from './conditions.js';
import {errorLine, field, head, plain, type TextLine} from './text-line.js';
import {piecesOf, type TextPiece} from './text-pieces.js';
import {timelineLines} from './timeline-lines.js';
import type {DescribeView} from './views.js';
import {yamlLines} from './yaml-lines.js';

const lastChange = (row: Row, now: number): readonly TextLine[] => {
	const [before, after] = timelineOf(row).slice(-2);
	if (!before || !after) return [];
	const parts = (['state', 'health', 'transitioning', 'message'] as const).flatMap(name =>
		before[name] === after[name] ? [] : [`${name} ${before[name] ?? 'none'} → ${after[name] ?? 'none'}`],
	);
	return parts.length === 0 ? [] : [field('last change', `${momentText(after.at, now)} ${parts.join(', ')}`)];
};

// The row itself shows it for a few seconds, and as much of it as there is room for.
const lastAction = ({resource}: Row, {changes, now}: State): readonly TextLine[] => {
	const last = changes.of(resource.key).findLast(entry => entry.type === 'action');
	if (last?.type !== 'action') return [];
	const text = `${momentText(last.at, now)} ${last.title} ${last.answer}`;
	return [field('last action', last.message === null ? text : `${text}: ${last.message}`)];
};

const removedLine = ({removedAt, dropped}: Row, now: number): readonly TextLine[] => {
	if (removedAt === null && !dropped) return [];
	const when = removedAt === null ? '' : ` at ${momentText(removedAt, now)}`;
	return [errorLine(`removed${when}; this was last known of it:`)];
};

// A number of that size is a point in time, in epoch milliseconds.
const leastTime = 1e12;

const cellText = (cell: Cell, source: string, {resources, now}: State): string | null => {
	if (typeof cell === 'number' && cell >= leastTime) return momentText(cell, now);
	return cell === null ? null : cellOrReference(String(cell), source, resources);
};

const rowLines = (state: State, row: Row): readonly TextLine[] => {
	const {resource} = row;
	const told = (label: string, text: string | null): readonly TextLine[] =>
		text === null || text === '' ? [] : [field(label, text)];
	return [
		...removedLine(row, state.now),
		field('name', resource.name),
		field('kind', resource.kind),
		field('id', resource.id),
		field('source', resource.scope === '' ? resource.source : `${resource.source}, ${resource.scope}`),
		field('state', `${resource.state} (${resource.health}${row.stuck ? ', stuck' : ''})`),
		...told('message', resource.message),
		...told('progress', resource.progress === null ? null : `${resource.progress} %`),
		...told('created', resource.created === null ? null : momentText(resource.created, state.now)),
		...told('belongs to', resource.parents.map(key => referenceText(key, state.resources)).join(', ')),
		...Object.entries(resource.cells).flatMap(([title, cell]) =>
			told(title.toLowerCase(), cellText(cell, resource.source, state)),
		),
		...told('actions', resource.actions.map(action => action.name).join(', ')),
		...lastAction(row, state),
		...lastChange(row, state.now),
		...timelineLines(row, state),
	];
};

const objectLines = (state: State, {object, unfolded, answerTo}: DescribeView): readonly TextLine[] => {
	const key = keyOf(state.keymap, 'links', 'describe');
	return object === null ? [] : yamlLines(object, unfolded || answerTo !== null, key);
};

const waiting = ({object, error}: DescribeView): readonly TextLine[] => {
	if (error !== null) return [errorLine(error)];
	return object ? [] : [plain('asking the server for the object…')];
};

/** All lines of a describe view, as wide as they come. */
export const linesOf = (state: State, view: DescribeView): readonly TextLine[] => {
	const {object, mode} = view;
	const row = state.resources.get(view.resource.key) ?? view.row;
	if (mode === 'yaml') {
		// An answer stays true, whatever becomes of the row that was acted on.
		const gone = row && view.answerTo === null ? removedLine(row, state.now) : [];
		return [...gone, ...waiting(view), ...objectLines(state, view)];
	}

	const conditions = object ? conditionsOf(object) : [];
	return [
		...(row ? rowLines(state, row) : [errorLine(`${view.resource.name} is gone`)]),
		...(conditions.length > 0
			? [head('Conditions'), ...conditions.map(one => field(one.type, one.text))]
			: []),
		...waiting(view),
		...(object ? [head('Object'), ...objectLines(state, view)] : []),
	];
};

/** The same as the screen shows them. */
export const describePieces = (state: State, view: DescribeView): readonly TextPiece[] =>
	piecesOf(linesOf(state, view), state.size.columns);
