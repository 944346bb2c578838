import {countText} from '../../model/count-text.js';
import type {Resource} from '../../model/resource.js';
import {connectionWord} from '../connections/connection-text.js';
import {errorLine, field, plain, type TextLine} from '../pages/text-line.js';
import type {ExplainedPart, ExplainView} from '../pages/views.js';
import {removalText} from '../rows/removal.js';
import type {State} from '../state.js';
import {durationText} from '../text/time-text.js';
import {findingsOf} from './entries.js';

/** `3 pods, 1 node`: what rows were looked at. */
const rowsText = (state: State, {surroundings: {subject, rows, omitted}, sameAs}: ExplainedPart): string => {
	const {kind, name, source} = subject.resource;
	const row =
		sameAs === null
			? 'the row'
			: `${kind} ${name} on ${source}, the same machine as ${sameAs.kind} ${sameAs.name}`;
	const counts = new Map<string, number>();
	for (const {resource} of rows) counts.set(resource.kind, (counts.get(resource.kind) ?? 0) + 1);
	const pluralOf = (kind: string): string =>
		state.kinds.find(({name}) => name === kind)?.plural ?? `${kind}s`;
	const counted = [...counts].map(([kind, count]) => countText(count, kind, pluralOf(kind)));
	const more = omitted > 0 ? [`not ${countText(omitted, 'other')}, less in trouble`] : [];
	return [row, ...counted, ...more].join(', ');
};

/** What the findings go by, and what is not known. */
const partLines = (state: State, part: ExplainedPart): readonly TextLine[] => {
	const {now, connections} = state;
	const {evidence, isAsking, gatherError, error, surroundings} = part;
	const {source} = surroundings.subject.resource;
	const connection = connections.get(source);
	const isLive = connection?.status === 'live';
	const word =
		connection && !isLive ? ` (${source}: ${connectionWord(connection, now)}, as last reported)` : '';
	const own = surroundings.subject.resource.key;
	const first = evidence.filter(({about}) => about === own);
	const answered = [...first, ...evidence.filter(one => !first.includes(one))].filter(
		one => one.error === null,
	);
	const answers = answered.map(({title, at}) => `${title} (${durationText(now - at)} ago)`);
	const asked = [...answers, ...(isAsking ? ['asking…'] : [])].join(' · ');
	return [
		...(error === null ? [] : [errorLine(`Not explained: ${error}`)]),
		field('looked at', rowsText(state, part) + word),
		...(asked === '' ? [] : [field('asked', asked)]),
		...evidence.flatMap(one =>
			one.error === null ? [] : [errorLine(`not known: ${one.title}: ${one.error}`)],
		),
		...(gatherError === null ? [] : [errorLine(`not asked: ${gatherError}`)]),
	];
};

/** What is known of the row that is explained, and when it was removed, in words; null while it is there. */
export const subjectOf = (
	{resources, now}: State,
	{of, row}: ExplainView,
): {readonly resource: Resource; readonly removal: string | null} => {
	const known = resources.get(of.key) ?? row;
	return known ? {resource: known.resource, removal: removalText(known, now)} : {resource: of, removal: null};
};

/** What an explanation goes by: rows, answers with their ages, and what could not be learned. */
export const basisLines = (state: State, view: ExplainView): readonly TextLine[] => {
	const {removal} = subjectOf(state, view);
	return [
		...(removal === null ? [] : [errorLine(`${removal}: this goes by what was last known`)]),
		...view.parts.flatMap(part => partLines(state, part)),
	];
};

/** What stands in place of findings where there are none; [] where there are some. */
export const nothingLines = (state: State, view: ExplainView): readonly TextLine[] => {
	const {parts} = view;
	if (findingsOf(view).length > 0) return [];
	if (parts.some(({findings}) => findings === null)) return [plain('looking…')];
	const {resource, removal} = subjectOf(state, view);
	const {kind, name, health, state: word} = resource;
	// Of an event, the state says what sort of event it is.
	const is = removal === null ? 'is' : 'was';
	const row = kind === 'event' ? `${kind} ${name}` : `${kind} ${name} ${is} ${word}`;
	const what = kind === 'event' ? 'what it is about' : 'it';
	const isPartial = parts.some(
		({evidence, gatherError}) => gatherError !== null || evidence.some(({error}) => error !== null),
	);
	const sofar = isPartial ? ', as far as could be learned' : '';
	return [
		plain(
			health === 'ok'
				? `${row}: nothing ${is} wrong with ${what}${sofar}`
				: `${row}: nothing was found that says why${sofar}`,
		),
	];
};
