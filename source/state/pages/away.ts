import {type AwayEntry, countsText} from '../away/report.js';
import {next} from '../next.js';
import {withNotice} from '../notice.js';
import {goToRowIfThere} from '../owners.js';
import type {HelpNote, PageView} from '../page.js';
import type {Command, Page, State} from '../state.js';
import {durationText, momentText} from '../text/time-text.js';
import {openPage} from '../view-stack.js';
import {cursorPlace, onEntry} from './page-list.js';

/** The rows that changed in the last absence. */
export const awayEntries = ({away}: State): readonly AwayEntry[] => away?.entries ?? [];

const openRow = onEntry(
	'away',
	(state, view) => awayEntries(state)[cursorPlace(state, view)],
	(state, {change}) => goToRowIfThere(state, change),
);

const help: readonly HelpNote[] = [
	{head: 'while you were away'},
	{
		text: 'what broke, what recovered, and what else changed, after the terminal lost the focus (where it says so), five minutes without a key, a suspend or a gap',
	},
];

/** What changed while nobody looked. */
export const awayPage: Page<PageView> = {
	name: 'away',
	summary: 'what changed while you were away',
	list: {
		from: 'cursor',
		count: state => awayEntries(state).length,
		identity: (state, _view, place) => awayEntries(state)[place]?.change.key ?? null,
		placeOf: (state, _view, identity) => awayEntries(state).findIndex(({change}) => change.key === identity),
	},
	subject(state, view) {
		const entry = awayEntries(state)[cursorPlace(state, view)];
		return entry ? (state.resources.get(entry.change.key)?.resource ?? null) : null;
	},
	title({away, now}) {
		if (!away) return {};
		const {from, to, source} = away;
		const where = source === null ? '' : `${source}, `;
		return {status: `${where}${durationText(to - from)} until ${momentText(to, now)}: ${countsText(away)}`};
	},
	steps: {'go-to-row': openRow},
	help,
};

/** Opens it. */
export const awayCommand: Command = {
	command: 'away',
	keys: "'",
	title: 'what changed while you were away',
	group: 'view',
	on: 'views',
	run: state =>
		state.away
			? openPage(state, 'away')
			: next(withNotice(state, 'info', 'nothing changed while you were away')),
};
