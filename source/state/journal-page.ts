import type {Effect} from './effect.js';
import type {JournalItem} from './journal/entries.js';
import {readLines} from './journal/journal.js';
import {type Next, next} from './next.js';
import {withNotice} from './notice.js';
import {goToRow, isGone} from './owners.js';
import type {HelpNote, PageView} from './page.js';
import {cursorPlace, onEntry} from './pages/page-list.js';
import {repeatEntry} from './repeat.js';
import type {Page, State} from './state.js';
import {agesTick} from './ticks.js';
import {isShown} from './view-stack.js';

/** The item under the cursor, or null where nothing was sent yet. */
export const journalItem = (state: State, view: PageView): JournalItem | null =>
	state.journal.entries.items[cursorPlace(state, view)] ?? null;

const identityOf = ({entry: {run, id}, part}: JournalItem): string => `${run}/${id} ${part?.row?.key ?? ''}`;

const openRow = (state: State, {entry, part}: JournalItem): Next => {
	const rows = (part === null ? entry.parts : [part]).flatMap(({row}) => row ?? []);
	const [first] = rows;
	if (!first) return next(withNotice(state, 'info', `a command has no row: it went to ${entry.source}`));
	const row = rows.find(one => !isGone(state, one));
	if (row) return goToRow(state, row);
	const name = rows.length === 1 ? `${first.kind} ${first.name} is` : `all ${rows.length} rows are`;
	return next(withNotice(state, 'warning', `${name} gone`));
};

const onItem = (run: (state: State, item: JournalItem) => Next) => onEntry('journal', journalItem, run);

const help: readonly HelpNote[] = [
	{head: 'journal'},
	{text: 'newest first, also of earlier runs; the lines at the end say all of the entry under the cursor'},
	{text: 'kept without secrets in journal.ndjson in the state directory'},
];

/** Everything that was sent to change something, and what came of it. */
export const journalPage: Page<PageView> = {
	name: 'journal',
	summary: 'actions that were sent, and what came of them',
	list: {
		from: 'cursor',
		count: ({journal}) => journal.entries.items.length,
		identity({journal}, _view, place) {
			const item = journal.entries.items[place];
			return item ? identityOf(item) : null;
		},
		placeOf: ({journal}, _view, identity) =>
			journal.entries.items.findIndex(item => identityOf(item) === identity),
	},
	ticks: ({journal, now}) => (journal.open.size === 0 ? [] : agesTick(now, [1000])),
	commands: [
		{
			command: 'go-to-row',
			keys: 'enter',
			title: 'go to the row',
			group: 'view',
			footer: true,
			on: ['journal'],
			run: onItem(openRow),
		},
		{
			command: 'repeat',
			keys: 'r',
			title: 'send it again; asks first',
			group: 'act',
			footer: true,
			on: ['journal'],
			run: onItem(repeatEntry),
		},
	],
	help,
};

/** Takes lines of the journal; the same state does not paint what changed in place. */
export const takeJournal = (
	state: State,
	{own, lines}: {readonly own: boolean; readonly lines: readonly unknown[]},
): State => {
	const {entries} = state.journal;
	const read = readLines(lines);
	if (own) entries.take(read);
	else entries.takeOthers(read);
	return {...state};
};

/** What is to be written to the journal, before all else, and what is to be read because the list was opened. */
export const journalEffects = ({journal, views}: State): readonly Effect[] => {
	const lines = journal.open.drain();
	const written: readonly Effect[] = lines.length === 0 ? [] : [{type: 'journal', lines}];
	const isOpen = isShown({views}, 'journal') || isShown({views}, 'bundle');
	if (isOpen === journal.isAsked) return written;
	journal.isAsked = isOpen;
	return isOpen ? [...written, {type: 'load-journal'}] : written;
};
