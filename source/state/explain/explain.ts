import type {Evidence, RowName, Surroundings} from '../../model/explanation.js';
import type {Resource} from '../../model/resource.js';
import type {Effect} from '../effect.js';
import type {Message} from '../message.js';
import {type Next, next, type Step} from '../next.js';
import type {ExplainedPart, ExplainView} from '../pages/views.js';
import {refuseInPast} from '../refuse-in-past.js';
import type {State} from '../state.js';
import {onSubject} from '../subject.js';
import {pushView, replaceView} from '../view-stack.js';
import {shownExplanation} from './entries.js';
import {isWaiting} from './machine.js';
import {isSame, statesOf, surroundingsOf} from './surroundings.js';

type About<Type extends Message['type']> = Extract<Message, {type: Type}>;

const looked = ({resources, now}: State): Pick<ExplainedPart, 'from' | 'revision' | 'lookedAt'> => ({
	from: resources,
	revision: resources.revision,
	lookedAt: now,
});

/** To look at so many rows takes some milliseconds: a large fleet is looked at less often. */
const rowsASecond = 20_000;

const isTooSoon = ({resources, now}: State, {lookedAt}: ExplainedPart): boolean =>
	now - lookedAt < Math.floor(resources.size / rowsASecond) * 1000;

const isLive = ({connections}: State, {source}: Resource): boolean =>
	connections.get(source)?.status === 'live';

/** A row to be explained; what could be asked of its server is not, while the past is shown. */
const lookAt = (
	state: State,
	resource: Resource,
	sameAs: RowName | null = null,
	asks = true,
): ExplainedPart => {
	const surroundings = surroundingsOf(state, resource);
	const refusal = refuseInPast(state);
	return {
		sameAs,
		isLive: isLive(state, resource),
		surroundings,
		...looked(state),
		findings: null,
		machines: [],
		events: [],
		error: null,
		evidence: [],
		asked: surroundings,
		isAsking: asks && refusal === null,
		gatherError: refusal,
	};
};

/** So many machines around a row are looked up at other servers. */
const maxMachines = 3;

/** The machines around a row that may explain it: those that do not work, then those that it is on. */
const machinesAround = ({subject, rows}: Surroundings): readonly Resource[] => {
	const machines = rows.map(({resource}) => resource).filter(({machine}) => machine !== undefined);
	const isUnder = ({key}: Resource): boolean => subject.resource.parents.includes(key);
	const broken = machines.filter(({health}) => health === 'error');
	const under = subject.resource.machine ? [] : machines.filter(isUnder).slice(0, 1);
	return [...new Set([...broken, ...under])].slice(0, maxMachines);
};

/** The row, and what is the same machine by other servers: as it, which is asked too, or as what is around it. */
export const partsOf = (state: State, resource: Resource): readonly ExplainedPart[] => {
	const part = lookAt(state, resource);
	const around = machinesAround(part.surroundings);
	const others = [part.surroundings.subject.resource, ...around].flatMap((one, place) =>
		state.resources.counterparts.of(one.key).map(row => lookAt(state, row.resource, one, place === 0)),
	);
	return [part, ...others];
};

const explaining = ({id}: ExplainView, {surroundings, evidence}: ExplainedPart): Effect => ({
	type: 'explain',
	view: id,
	surroundings,
	evidence,
});

const gathering = ({id, parts}: ExplainView): readonly Effect[] => {
	const asked = parts.filter(({isAsking}) => isAsking).map(({surroundings}) => surroundings);
	return asked.length === 0 ? [] : [{type: 'gather', view: id, parts: asked}];
};

const keyOf = ({surroundings}: ExplainedPart): string => surroundings.subject.resource.key;

/** What has a view that was just made explained: at once by the rows, then by what their servers answer. */
export const explainEffects = (view: ExplainView): readonly Effect[] => [
	...view.parts.map(part => explaining(view, part)),
	...gathering(view),
];

/** Explains the row that keys act on: at once by the rows, then by what its server answers. */
export const openExplanation: Step = onSubject((state, resource) => {
	const shown = shownExplanation(state.views.at(-1));
	if (shown?.page === 'explain' && shown.of.key === resource.key) return next(state);
	const view: ExplainView = {
		type: 'page',
		page: 'explain',
		id: state.nextId,
		of: resource,
		row: state.resources.get(resource.key) ?? null,
		place: 0,
		parts: partsOf(state, resource),
	};
	const pushed = pushView(state, () => view);
	return next(pushed.state, ...pushed.effects, ...explainEffects(view));
});

/** Looks at the rows again, and asks for everything again; what is known stays until the answers come. */
const gatherFor = (state: State, view: ExplainView): Next => {
	const known = new Map(view.parts.map(part => [keyOf(part), part]));
	const parts = partsOf(state, view.of).map((part): ExplainedPart => {
		const {findings, machines, events, evidence} = known.get(keyOf(part)) ?? part;
		return {...part, findings, machines, events, evidence};
	});
	const asked = {...view, parts};
	return next(replaceView(state, asked), ...explainEffects(asked));
};

/** As `gatherFor`, for the explanation that is shown. */
export const gatherAgain: Step = state => {
	const view = shownExplanation(state.views.at(-1));
	return view ? gatherFor(state, view) : next(state);
};

const changePart = (
	state: State,
	{view: id, of}: {readonly view: number; readonly of: string | null},
	change: (part: ExplainedPart) => ExplainedPart,
): State => {
	const view = shownExplanation(state.views.find(one => one.id === id));
	if (!view) return state;
	const parts = view.parts.map(part => (of === null || keyOf(part) === of ? change(part) : part));
	return replaceView(state, {...view, parts});
};

/** Shows findings. */
export const takeFindings = (state: State, message: About<'findings'>): State =>
	changePart(state, message, part => {
		const {findings, machines, events, error} = message;
		return {...part, findings, machines, events, error};
	});

/** Keeps an answer in place of an earlier one to the same question, and explains again with it. */
export const takeEvidence = (state: State, message: About<'evidence'>): Next => {
	const {about, what} = message.evidence;
	const taken = changePart(state, message, part => ({
		...part,
		evidence: [...part.evidence.filter(one => one.about !== about || one.what !== what), message.evidence],
	}));
	return next(taken, ...explainAgain(taken, message));
};

const explainAgain = (
	state: State,
	{view: id, of}: Pick<About<'evidence'>, 'view' | 'of'>,
): readonly Effect[] => {
	const view = shownExplanation(state.views.find(one => one.id === id));
	const part = view?.parts.find(one => keyOf(one) === of);
	return view && part ? [explaining(view, part)] : [];
};

/** Notes that no more answers come; those of before, to what was not asked again, are dropped. */
export const takeGathered = (state: State, message: About<'gathered'>): State =>
	changePart(state, message, part => {
		const gatherError = message.error ?? part.gatherError;
		const isRenewed = ({at}: Evidence): boolean => gatherError !== null || at >= part.asked.now;
		return {...part, isAsking: false, gatherError, evidence: part.evidence.filter(isRenewed)};
	});

const askAgainMs = 10_000;
/** What is silent is looked at again after this time: others may be heard of, or not. */
const lookAgainMs = 5000;

/** Whether the answers are about rows that have come to another state since they were asked for. */
const isOutdated = ({surroundings, asked, evidence, isAsking}: ExplainedPart, at: number): boolean => {
	if (isAsking || at - asked.now < askAgainMs) return false;
	const before = statesOf(asked);
	const after = statesOf(surroundings);
	const about = [surroundings.subject.resource.key, ...evidence.map(one => one.about)];
	return about.some(key => before.get(key) !== after.get(key));
};

/** Explains again where rows that the findings go by have changed, and asks again where states did. Once for each tick. */
export const followRows = (state: State): Next => {
	const view = shownExplanation(state.views.at(-1));
	const now = looked(state);
	const isSeen = (part: ExplainedPart) =>
		part.from === now.from &&
		(part.revision === now.revision || isTooSoon(state, part)) &&
		part.isLive === isLive(state, part.surroundings.subject.resource);
	const isOld = (part: ExplainedPart) => isWaiting(part) && state.now - part.surroundings.now >= lookAgainMs;
	const isDue = (part: ExplainedPart) => refuseInPast(state) === null && isOutdated(part, state.now);
	if (view?.page !== 'explain' || view.parts.every(part => isSeen(part) && !isDue(part) && !isOld(part)))
		return next(state);
	const effects: Effect[] = [];
	const parts = view.parts.map((part): ExplainedPart => {
		const surroundings = surroundingsOf(state, part.surroundings.subject.resource);
		const seen = {...part, ...now, isLive: isLive(state, surroundings.subject.resource)};
		if (isSame(surroundings, part.surroundings) && !isWaiting(part)) return seen;
		const changed = {...seen, surroundings};
		effects.push(explaining(view, changed));
		return changed;
	});
	const followed = {...view, parts};
	return parts.some(isDue) ? gatherFor(state, followed) : next(replaceView(state, followed), ...effects);
};

/** As `followRows`, after what showed the rows of another time. */
export const followRowsAfter = ({state, effects}: Next): Next => {
	const followed = followRows(state);
	return next(followed.state, ...effects, ...followed.effects);
};
