import {stringify} from 'yaml';
import {plainLineEnds} from '../model/line-ends.ts';
import type {Cell} from '../model/resource.ts';
import {conditionsOf} from './conditions.ts';
import {cellOrReference, referenceText} from './reference.ts';
import type {Moment, Row} from './row.ts';
import type {DescribeView, State} from './state.ts';
import {exactDurationText} from './time-text.ts';
import {timelineOf} from './timeline.ts';

/** One line of a describe view. `head` starts a section; `field` has a `label`; `error` and `plain` are only `text`. */
export type TextLine = {
	readonly style: 'head' | 'field' | 'plain' | 'error';
	readonly label: string;
	/** Untrusted: must pass `printable`. */
	readonly text: string;
};

const head = (text: string): TextLine => ({style: 'head', label: '', text});
const plain = (text: string): TextLine => ({style: 'plain', label: '', text});
const field = (label: string, text: string): TextLine => ({style: 'field', label, text});
const errorLine = (text: string): TextLine => ({style: 'error', label: '', text});

const timeText = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');

// Whole seconds: tenths of something that goes on would be out of date when they are read.
const elapsed = (from: number, to: number): string =>
	exactDurationText(Math.floor((to - from) / 1000) * 1000);

const endOf = (row: Row, now: number, from: number): string =>
	row.removedAt === null
		? `${elapsed(from, now)} until now`
		: `${elapsed(from, row.removedAt)} until it was removed`;

const timelineLines = (row: Row, now: number): readonly TextLine[] => {
	const moments = timelineOf(row);
	const forgotten = row.timeline?.forgotten ?? 0;
	const lost = forgotten > 0 ? [plain(`⋯ ${forgotten} before`)] : [];
	const lines = moments.flatMap((moment: Moment, index) => {
		const following = moments[index + 1];
		const lasted = following ? exactDurationText(following.at - moment.at) : endOf(row, now, moment.at);
		const least = moment.listed ? 'at least ' : '';
		const reason = moment.message ? `: ${moment.message}` : '';
		const line = field(timeText(moment.at), `${moment.state} (${least}${lasted})${reason}`);
		return moment.skipped ? [plain(`⋯ ${moment.skipped} unread, they came too fast`), line] : [line];
	});
	return [head('Timeline'), ...lost, ...lines];
};

const lastChange = (row: Row): readonly TextLine[] => {
	const [before, after] = timelineOf(row).slice(-2);
	if (!before || !after) return [];
	const parts = (['state', 'health', 'transitioning', 'message'] as const).flatMap(name =>
		before[name] === after[name] ? [] : [`${name} ${before[name] ?? 'none'} → ${after[name] ?? 'none'}`],
	);
	return parts.length === 0 ? [] : [field('last change', `${timeText(after.at)} ${parts.join(', ')}`)];
};

// The row itself shows it for a few seconds, and as much of it as there is room for.
const lastAction = ({resource}: Row, {changes}: State): readonly TextLine[] => {
	const last = changes.of(resource.key).findLast(entry => entry.type === 'action');
	if (last?.type !== 'action') return [];
	const text = `${timeText(last.at)} ${last.title} ${last.answer}`;
	return [field('last action', last.message === null ? text : `${text}: ${last.message}`)];
};

const removedLine = ({removedAt, dropped}: Row): readonly TextLine[] => {
	if (removedAt === null && !dropped) return [];
	const when = removedAt === null ? '' : ` at ${timeText(removedAt)}`;
	return [errorLine(`removed${when}; this was last known of it:`)];
};

// A number of that size is a point in time, in epoch milliseconds.
const leastTime = 1e12;

const cellText = (cell: Cell, source: string, {resources}: State): string | null => {
	if (typeof cell === 'number' && cell >= leastTime) return timeText(cell);
	return cell === null ? null : cellOrReference(String(cell), source, resources);
};

const rowLines = (state: State, row: Row): readonly TextLine[] => {
	const {resource} = row;
	const told = (label: string, text: string | null): readonly TextLine[] =>
		text === null || text === '' ? [] : [field(label, text)];
	return [
		...removedLine(row),
		field('name', resource.name),
		field('kind', resource.kind),
		field('id', resource.id),
		field('source', resource.scope === '' ? resource.source : `${resource.source}, ${resource.scope}`),
		field('state', `${resource.state} (${resource.health}${row.stuck ? ', stuck' : ''})`),
		...told('message', resource.message),
		...told('progress', resource.progress === null ? null : `${resource.progress} %`),
		...told('created', resource.created === null ? null : timeText(resource.created)),
		...told('belongs to', resource.parents.map(key => referenceText(key, state.resources)).join(', ')),
		...Object.entries(resource.cells).flatMap(([title, cell]) =>
			told(title.toLowerCase(), cellText(cell, resource.source, state)),
		),
		...told('actions', resource.actions.map(action => action.name).join(', ')),
		...lastAction(row, state),
		...lastChange(row),
		...timelineLines(row, state.now),
	];
};

type Loaded = NonNullable<DescribeView['object']>;

// Objects are immutable and may be large: their text is made once.
const yamlLines = new WeakMap<Loaded, readonly TextLine[]>();

const isLinks = (value: unknown): boolean =>
	typeof value === 'object' &&
	value !== null &&
	Object.values(value).some(Boolean) &&
	Object.values(value).every(each => typeof each === 'string' && /^https?:\/\//.test(each));

// What the object is comes before where the server keeps it.
const withLinksLast = (object: Loaded): Loaded => {
	const entries = Object.entries(object);
	const links = entries.filter(([, value]) => isLinks(value));
	return Object.fromEntries([...entries.filter(([, value]) => !isLinks(value)), ...links]);
};

const yamlOf = (object: Loaded): readonly TextLine[] => {
	const known =
		yamlLines.get(object) ??
		stringify(withLinksLast(object), plainLineEnds, {lineWidth: 0}).trimEnd().split('\n').map(plain);
	yamlLines.set(object, known);
	return known;
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
		const gone = row && view.answerTo === null ? removedLine(row) : [];
		return [...gone, ...waiting(view), ...(object ? yamlOf(object) : [])];
	}

	const conditions = object ? conditionsOf(object) : [];
	return [
		...(row ? rowLines(state, row) : [errorLine(`${view.resource.name} is gone`)]),
		...(conditions.length > 0
			? [head('Conditions'), ...conditions.map(one => field(one.type, one.text))]
			: []),
		...waiting(view),
		...(object ? [head('Object'), ...yamlOf(object)] : []),
	];
};

/** All lines of the describe view that is shown; [] when another view is shown. */
export const describeLines = (state: State): readonly TextLine[] => {
	const view = state.views.at(-1);
	return view?.type === 'describe' ? linesOf(state, view) : [];
};
