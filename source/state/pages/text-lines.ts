import type {Cell, ResourceKey} from '../../model/resource.js';
import {keyOf} from '../keys/keymap.js';
import {cellOrReference, referenceText} from '../rows/reference.js';
import {removalText} from '../rows/removal.js';
import type {Row} from '../rows/row.js';
import {timelineOf} from '../rows/row.js';
import type {State} from '../state.js';
import {momentText} from '../text/time-text.js';
import {usualText} from '../usual-text.js';
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

// The row itself shows it for a few seconds only, and cut.
const lastAction = ({resource}: Row, {changes, now}: State): readonly TextLine[] => {
	const last = changes.of(resource.key).findLast(entry => entry.type === 'action');
	if (last?.type !== 'action') return [];
	const text = `${momentText(last.at, now)} ${last.title} ${last.answer}`;
	return [field('last action', last.message === null ? text : `${text}: ${last.message}`)];
};

const removedLine = (row: Row, now: number): readonly TextLine[] => {
	const removal = removalText(row, now);
	return removal === null ? [] : [errorLine(`${removal}; last known:`)];
};

// Numbers of this size are times in epoch milliseconds.
const minTime = 1e12;

const cellText = (cell: Cell, source: string, {resources, now}: State): string | null => {
	if (typeof cell === 'number' && cell >= minTime) return momentText(cell, now);
	return cell === null ? null : cellOrReference(String(cell), source, resources);
};

const conditionWords = ({resource, stuck, flapping}: Row): string =>
	[resource.health, ...(stuck ? ['stuck'] : []), ...(flapping ? ['flapping'] : [])].join(', ');

const mayBe = ({resources}: State, key: ResourceKey): string | null => {
	const names = resources.counterparts
		.candidates(key)
		.map(({resource: {kind, name, source}}) => `${kind} ${name} of ${source}`);
	if (names.length === 0) return null;
	return `unclear: ${names.sort().join(' or ')}? sameHost in the configuration can say`;
};

const rowLines = (state: State, row: Row): readonly TextLine[] => {
	const {resource} = row;
	const known = (label: string, text: string | null): readonly TextLine[] =>
		text === null || text === '' ? [] : [field(label, text)];
	return [
		...removedLine(row, state.now),
		field('name', resource.name),
		field('kind', resource.kind),
		field('id', resource.id),
		field('source', resource.scope === '' ? resource.source : `${resource.source}, ${resource.scope}`),
		field('state', `${resource.state} (${conditionWords(row)})`),
		...known('usual', usualText(row, state)),
		...known('message', resource.message),
		...known('progress', resource.progress === null ? null : `${resource.progress} %`),
		...known('created', resource.created === null ? null : momentText(resource.created, state.now)),
		...known('belongs to', resource.parents.map(key => referenceText(key, state.resources)).join(', ')),
		...Object.entries(resource.cells).flatMap(([title, cell]) =>
			known(title.toLowerCase(), cellText(cell, resource.source, state)),
		),
		...known('same as', mayBe(state, resource.key)),
		...known('actions', resource.actions.map(action => action.name).join(', ')),
		...lastAction(row, state),
		...lastChange(row, state.now),
		...timelineLines(row, state),
	];
};

const objectLines = (state: State, {object, unfolded, answerTo}: DescribeView): readonly TextLine[] => {
	const key = keyOf(state.keymap, 'links', 'describe');
	return object === null ? [] : yamlLines(object, unfolded || answerTo !== null, key);
};

const waiting = ({past}: State, {object, error}: DescribeView): readonly TextLine[] => {
	if (past && !object) return [plain('The object itself is not recorded.')];
	if (error !== null) return [errorLine(error)];
	return object ? [] : [plain('loading the object…')];
};

/** All lines of a description, not wrapped. */
export const linesOf = (state: State, view: DescribeView): readonly TextLine[] => {
	const {object, mode} = view;
	const row = state.resources.get(view.resource.key) ?? view.row;
	if (mode === 'yaml') {
		// An answer stays valid, whatever happens to the row.
		const gone = row && view.answerTo === null ? removedLine(row, state.now) : [];
		return [...gone, ...waiting(state, view), ...objectLines(state, view)];
	}

	const conditions = object ? conditionsOf(object) : [];
	return [
		...(row ? rowLines(state, row) : [errorLine(`${view.resource.name} is gone`)]),
		...(conditions.length > 0
			? [head('Conditions'), ...conditions.map(one => field(one.type, one.text))]
			: []),
		...waiting(state, view),
		...(object ? [head('Object'), ...objectLines(state, view)] : []),
	];
};

/** The same, wrapped for the screen. */
export const describePieces = (state: State, view: DescribeView): readonly TextPiece[] =>
	piecesOf(linesOf(state, view), state.size.columns);
