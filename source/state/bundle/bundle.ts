import {countText} from '../../model/count-text.js';
import {isObject} from '../../model/json-object.js';
import type {Resource} from '../../model/resource.js';
import {findingsOf} from '../explain/entries.js';
import {explainEffects, partsOf} from '../explain/explain.js';
import type {WriterEvent} from '../logs/log-taker.js';
import type {Message} from '../message.js';
import {type Next, next, type Step} from '../next.js';
import {withNotice} from '../notice.js';
import {firstStreams, newLogs} from '../pages/open-logs.js';
import type {BundleMaterial, BundleView} from '../pages/views.js';
import {refuseInPast} from '../refuse-in-past.js';
import {type Row, timelineOf} from '../rows/row.js';
import type {State, View} from '../state.js';
import {onSubject} from '../subject.js';
import {pushView, replaceView} from '../view-stack.js';
import {markdownOf} from './text.js';

/** The last lines of a log are about what happened. */
const logOptions = {
	lines: 60,
	sinceSeconds: null,
	previous: false,
	container: null,
	once: true,
} as const;

/** So many rows are asked for their logs. */
const maxWriters = 4;

const bundleOf = (view: View | undefined): BundleView | undefined =>
	view !== undefined && 'material' in view ? view : undefined;

const materialOf = (state: State, resource: Resource, known: Row | null): BundleMaterial => {
	const row = state.resources.get(resource.key) ?? known;
	const isPast = refuseInPast(state) !== null;
	return {
		at: state.now,
		resource: row?.resource ?? resource,
		since: row?.since ?? resource.since,
		removedAt: row?.removedAt ?? null,
		conditions: [...(row?.stuck ? ['stuck'] : []), ...(row?.flapping ? ['flapping'] : [])],
		moments: row ? timelineOf(row) : [],
		forgotten: row?.timeline?.forgotten ?? 0,
		refusal: isPast ? 'servers can only be asked about now, and this was before' : null,
		object: null,
		objectError: null,
		logs: null,
	};
};

const newBundle = (state: State, id: number, {of, row}: Pick<BundleView, 'of' | 'row'>): BundleView => ({
	type: 'page',
	page: 'bundle',
	id,
	of,
	row: state.resources.get(of.key) ?? row,
	place: 0,
	parts: partsOf(state, of),
	material: materialOf(state, of, row),
});

/** Gathers the incident of the row that keys act on, and shows what a file of it would have. */
export const openBundle: Step = onSubject((state, resource) => {
	const view = newBundle(state, state.nextId, {of: resource, row: null});
	const pushed = pushView(state, () => view);
	return next(pushed.state, ...pushed.effects, ...explainEffects(view));
});

/** Gathers everything again. With a new id, late answers to what was asked before are ignored. */
export const bundleAgain: Step = state => {
	const shown = bundleOf(state.views.at(-1));
	if (!shown) return next(state);
	const view = newBundle(state, state.nextId, shown);
	const views = state.views.map(one => (one.id === shown.id ? view : one));
	return next(
		{...state, views, nextId: state.nextId + 1},
		{type: 'close', view: shown.id},
		...explainEffects(view),
	);
};

const change = (state: State, id: number, to: (material: BundleMaterial) => BundleMaterial): State => {
	const view = bundleOf(state.views.find(one => one.id === id));
	return view ? replaceView(state, {...view, material: to(view.material)}) : state;
};

/** Takes the object of the row, or why it cannot be read. */
export const takeBundledObject = (
	state: State,
	{view, object, error}: Extract<Message, {type: 'object'}>,
): State => change(state, view, material => ({...material, object, objectError: error}));

/** The object of the row, as it was answered to what explains it; else it is asked for. One request at a time has this id. */
const withObject = (state: State, view: BundleView): Next => {
	const {id, of, parts} = view;
	const own = parts
		.flatMap(({evidence}) => evidence)
		.find(one => one.about === of.key && one.what === 'object');
	if (!own) return next(state, {type: 'load-object', view: id, resource: of});
	const object = isObject(own.answer) ? own.answer : null;
	return next(change(state, id, material => ({...material, object, objectError: own.error})));
};

/** When no more answers come: explains by all of them, and has the object. */
export const explainAtEnd = (state: State, {view: id, of}: Extract<Message, {type: 'gathered'}>): Next => {
	const view = bundleOf(state.views.find(one => one.id === id));
	if (!view || of !== null) return next(state);
	const known = withObject(state, view);
	return next(known.state, ...explainEffects(view), ...known.effects);
};

const offersLogs = ({actions}: Resource): boolean => actions.some(({verb}) => verb === 'logs');

/** Whose log says why: the rows behind the causes, else behind what else is wrong, else the row itself. */
const writersOf = (state: State, view: BundleView): readonly Resource[] => {
	const wrong = findingsOf(view).filter(({severity}) => severity !== 'ok');
	const rowsOf = (findings: typeof wrong): readonly Resource[] => {
		const keys = new Set(findings.flatMap(({row}) => row?.key ?? []));
		return [...keys].flatMap(key => state.resources.get(key)?.resource ?? []).filter(offersLogs);
	};
	const choices = [rowsOf(wrong.filter(({role}) => role === 'cause')), rowsOf(wrong)];
	const own = [view.material.resource].filter(offersLogs);
	return (choices.find(({length}) => length > 0) ?? own).slice(0, maxWriters);
};

/** Asks for logs once it is known whose: all answers have come, and the row was explained by them. */
export const followFindings = (state: State, {view: id, of}: {view: number; of: string}): Next => {
	const view = bundleOf(state.views.find(one => one.id === id));
	const isDone = view?.parts.every(({isAsking}) => !isAsking) === true;
	if (!view || !isDone || of !== view.of.key || view.material.logs !== null || view.material.refusal !== null)
		return next(state);
	const logs = newLogs(id, writersOf(state, view), logOptions);
	const shown = replaceView(state, {...view, material: {...view.material, logs}});
	return next(shown, ...firstStreams(state, logs));
};

/** Adds lines to the logs of a bundle. */
export const takeBundledLog = (state: State, id: number, events: readonly WriterEvent[], at: number): State =>
	change(state, id, material => {
		const {logs} = material;
		if (!logs) return material;
		logs.taker.take(events, at);
		return {...material, logs: {...logs}};
	});

const stamp = (at: number): string => new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '');

/** Writes what is shown to a new file in the working directory. */
export const writeBundle: Step = state => {
	const view = bundleOf(state.views.at(-1));
	if (!view) return next(state);
	const lines = markdownOf(state, view);
	const row = `${view.of.kind}-${view.of.name}`.replace(/[^\w.-]+/g, '-').slice(0, 80);
	const name = `bundle-${row}-${stamp(view.material.at)}Z.md`;
	const text = `saving ${countText(lines.length, 'line')}`;
	return next(withNotice(state, 'info', text), {type: 'save', name, lines});
};

/** Whether something that was asked for has not come yet. */
export const isGathering = ({parts, material}: BundleView): boolean =>
	parts.some(({isAsking, findings}) => isAsking || findings === null) ||
	(material.refusal === null &&
		((material.object === null && material.objectError === null) || material.logs === null));
