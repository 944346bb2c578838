import type {Action} from '../../model/action.js';
import type {Resource} from '../../model/resource.js';
import {offeredBy} from '../rows/offered.js';
import {whereOf} from '../rows/whereabouts.js';
import type {State} from '../state.js';
import {timeOf} from './open-actions.js';

type Input = Readonly<Record<string, unknown>>;

/** What stands in the place of an input that a form hid. */
const hidden = '***';

/** An action is sent to these rows: with the ids of the requests, in their order. */
export const journalAction = (
	state: State,
	{
		targets,
		action,
		input,
		hiddenInputs,
		lasts = action.verb === 'forward',
	}: {
		readonly targets: readonly Resource[];
		readonly action: Action;
		readonly input: Input;
		/** Names of inputs that the form hid. */
		readonly hiddenInputs: readonly string[];
		/** Its end is not seen in its row, but said. */
		readonly lasts?: boolean;
	},
	firstRequest: number,
): void => {
	const {journal, now} = state;
	const id = String(firstRequest);
	const {title, name, verb} = action;
	const shown = Object.entries(input).map(([field, value]) => [
		field,
		hiddenInputs.includes(field) ? hidden : value,
	]);
	journal.keep(id, {input, line: null});
	journal.open.write({
		type: 'sent',
		id,
		time: timeOf(now),
		title,
		action: {name, verb},
		rows: targets.map(target => {
			const {key, kind, id: own, name: called, source} = target;
			const row = {key, kind, id: own, name: called, source, where: whereOf(target, state)};
			const there = offeredBy(target, action)?.title ?? title;
			return there === title ? row : {...row, title: there};
		}),
		input: Object.fromEntries(shown),
		source: null,
		line: null,
	});
	for (const [index, {key, source}] of targets.entries())
		journal.open.begin({id, request: firstRequest + index, key, source, lasts}, now);
};

/** A command is sent to a source. */
export const journalCommand = (
	{journal, now}: State,
	{source, line}: {readonly source: string; readonly line: string},
	request: number,
): void => {
	const id = String(request);
	journal.keep(id, {input: {}, line});
	const [title = line] = line.split(' ', 1);
	const none = {action: null, rows: [], input: {}};
	journal.open.write({type: 'sent', id, time: timeOf(now), title, ...none, source, line});
	journal.open.begin({id, request, key: null, source, lasts: false}, now);
};
