import {subjectOf} from './explain/basis.js';
import {chosenFinding, chosenRow, findingsOf, identityOf, shownExplanation} from './explain/entries.js';
import {gatherAgain, openExplanation} from './explain/explain.js';
import {refuseLook} from './keys/refusals.js';
import {type Next, next} from './next.js';
import {goToRow, goToRowIfThere} from './owners.js';
import type {ExplainView} from './pages/views.js';
import type {Page, State} from './state.js';
import {agesTick} from './ticks.js';

const goToFinding = (state: State): Next => {
	const view = shownExplanation(state.views.at(-1));
	if (!view) return next(state);
	const row = chosenFinding(view)?.row ?? view.of;
	// An event behind a finding may be listed nowhere else.
	const listed = state.resources.get(row.key)?.resource;
	return listed ? goToRowIfThere(state, listed) : goToRow(state, row);
};

/** Why a row is unhealthy: findings with what the server said, the worst first. */
export const explainPage: Page<ExplainView> = {
	name: 'explain',
	isOfRow: true,
	isFed: true,
	subject: chosenRow,
	list: {
		from: 'cursor',
		count: (_state, view) => findingsOf(view).length,
		identity(_state, view, place) {
			const finding = findingsOf(view)[place];
			return finding ? identityOf(finding) : null;
		},
		placeOf: (_state, view, identity) =>
			findingsOf(view).findIndex(finding => identityOf(finding) === identity),
	},
	title(state, view) {
		const {resource, removal} = subjectOf(state, view);
		const asking = view.parts.some(({isAsking}) => isAsking) ? ['asking'] : [];
		return {status: [removal ?? resource.state, ...asking].join(', ')};
	},
	ticks: ({now}) => agesTick(now, [1000]),
	commands: [
		{
			command: 'explain',
			keys: 'X',
			title: 'explain why it is unhealthy',
			word: 'explain',
			group: 'look',
			footer: true,
			refuse: state => refuseLook(state, null),
			on: 'rows',
			run: openExplanation,
		},
	],
	steps: {reload: gatherAgain, 'go-to-row': goToFinding},
	help: [
		{head: 'explain'},
		{
			text: 'the worst first, and causes before what follows from them; in quotation marks what the server said',
		},
		{text: 'the lines at the end say what was looked at, how old it is, and what could not be learned'},
	],
};
