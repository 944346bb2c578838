import {countText} from '../../model/count-text.js';
import {findingsOf} from '../explain/entries.js';
import type {BundleView} from '../pages/views.js';
import type {State} from '../state.js';
import {answersOf, isCut, objectLines} from './answers.js';
import {journalLines, logLines} from './incident.js';
import {inline} from './markdown.js';

/** Whose logs are in a bundle. */
const writersText = ({material: {logs}}: BundleView): string =>
	(logs?.targets ?? []).map(({kind, name}) => `${kind} ${name}`).join(', ');

const logsIncluded = (view: BundleView): readonly string[] => {
	const {logs} = view.material;
	const lines = logs === null ? 0 : logLines(logs).length;
	return lines === 0 ? [] : [`logs: the last ${countText(lines, 'line')} of ${writersText(view)}`];
};

const logsWithheld = (view: BundleView): readonly string[] => {
	const {logs, refusal} = view.material;
	if (refusal !== null) return [`logs: ${refusal}`];
	if (logs === null) return [`logs: not asked for yet`];
	if (logs.targets.length === 0) return ['logs: none of the rows that explain it has one'];
	return logLines(logs).length === 0 ? [`logs: ${writersText(view)} wrote nothing that can be read`] : [];
};

const eventCount = ({parts}: BundleView): number => parts.reduce((sum, {events}) => sum + events.length, 0);

/** What is in a bundle. Untrusted. */
const included = (state: State, view: BundleView): readonly string[] => [
	'the row, its timeline and the rows around it',
	countText(findingsOf(view).length, 'finding'),
	...(view.material.object
		? [`the object${isCut(objectLines(view)) ? ', cut where it is very long' : ''}`]
		: []),
	...(eventCount(view) === 0 ? [] : [countText(eventCount(view), 'event')]),
	...answersOf(view).map(({title}) => title),
	...logsIncluded(view),
	countText(journalLines(state, view).length, 'journal entry', 'journal entries'),
];

/** What is not in it, and why. Untrusted. */
const withheld = (view: BundleView): readonly string[] => {
	const {object, objectError, refusal} = view.material;
	const why = objectError ?? refusal ?? 'no answer yet';
	return [
		...(object === null ? [`the object: ${why}`] : []),
		...view.parts.flatMap(({evidence, gatherError, error}) => [
			...evidence.flatMap(one => (one.error === null ? [] : [`${one.title}: ${one.error}`])),
			...(gatherError !== null && refusal === null ? [`answers: ${gatherError}`] : []),
			...(error === null ? [] : [`findings: ${error}`]),
		]),
		...logsWithheld(view),
		'secrets: values that look like secrets are blanked, and decoded ones are never written',
	];
};

/** The list of what is included and withheld. */
export const contentLines = (state: State, view: BundleView): readonly string[] => [
	...included(state, view).map(text => `- included: ${inline(text)}`),
	...withheld(view).map(text => `- withheld: ${inline(text)}`),
];
