import type {Alert} from '../../model/alert.js';
import {parseFilter} from '../filter/filter.js';
import {kindsLimitedTo} from '../filter/kinds-limited.js';
import {newGrid} from '../grid/grid-view.js';
import {defaultSort} from '../grid/sort.js';
import {type Next, next} from '../next.js';
import {withNotice} from '../notice.js';
import type {HelpNote, PageView} from '../page.js';
import type {Page, State} from '../state.js';
import {goToAnswer, goToAwaited} from '../tell-me.js';
import {openPage, pushView} from '../view-stack.js';
import type {Answer} from '../watching/answer.js';
import {sourceKind} from '../watching/source-rows.js';
import type {Wish} from '../watching/wishes.js';
import {cursorPlace, onEntry} from './page-list.js';

/** A line of the list: what is waited for, an alert of the configuration, or what was answered. */
export type WatchingItem =
	| {readonly type: 'wish'; readonly wish: Wish}
	| {readonly type: 'alert'; readonly place: number; readonly alert: Alert; readonly matching: number}
	| {readonly type: 'answer'; readonly answer: Answer};

/** All lines: what was answered, newest first, what is waited for, and the alerts. */
export const watchingItems = ({watching}: State): readonly WatchingItem[] => [
	...watching.answers.map((answer): WatchingItem => ({type: 'answer', answer})),
	...watching.open.map((wish): WatchingItem => ({type: 'wish', wish})),
	...watching.alerts.map((one, place): WatchingItem => ({type: 'alert', place, ...one})),
];

const identityOf = (item: WatchingItem): string => {
	if (item.type === 'wish') return `wish ${item.wish.id}`;
	return item.type === 'alert' ? `alert ${item.place}` : `answer ${item.answer.id}`;
};

const onItem = (run: (state: State, item: WatchingItem) => Next) =>
	onEntry('watching', (state, view) => watchingItems(state)[cursorPlace(state, view)], run);

/** Shows the rows that an alert is about: of its kind, if it names one. */
const openAlert = (state: State, {when}: Alert): Next => {
	const [only = 'all', ...others] = kindsLimitedTo(when, [...state.kinds, sourceKind]) ?? [];
	if (only === sourceKind.name) return openPage(state, 'sources');
	const filter = parseFilter(when, state.kinds);
	if ('error' in filter) return next(withNotice(state, 'error', filter.error));
	const kind = others.length === 0 ? only : 'all';
	return pushView(state, id => newGrid(id, {kind, filter, sort: defaultSort(kind, state.kinds)}));
};

const openRow = (state: State, item: WatchingItem): Next => {
	if (item.type === 'answer') return goToAnswer(state, item.answer);
	if (item.type === 'alert') return openAlert(state, item.alert);
	return goToAwaited(state, item.wish.resource);
};

const dismiss = (state: State, item: WatchingItem): Next => {
	if (item.type === 'alert')
		return next(withNotice(state, 'info', 'an alert stands in the configuration file'));
	if (item.type === 'wish') state.watching.drop(item.wish);
	else state.watching.dismiss(item.answer);
	return next(state);
};

const help: readonly HelpNote[] = [
	{head: 'watching'},
	{
		text: 'answers, newest first, until they are dismissed; what is waited for; the alerts of the configuration',
	},
	{text: 'what is so already is answered when it is so again'},
];

/** What is waited for, and what was answered. */
export const watchingPage: Page<PageView> = {
	name: 'watching',
	summary: 'what you are waiting for, and what was answered',
	list: {
		from: 'cursor',
		count: state => watchingItems(state).length,
		identity(state, _view, place) {
			const item = watchingItems(state)[place];
			return item ? identityOf(item) : null;
		},
		placeOf: (state, _view, identity) =>
			watchingItems(state).findIndex(item => identityOf(item) === identity),
	},
	subject(state, view) {
		const item = watchingItems(state)[cursorPlace(state, view)];
		if (!item || item.type === 'alert') return null;
		const {resource} = item.type === 'wish' ? item.wish : item.answer;
		return state.resources.get(resource.key)?.resource ?? null;
	},
	title({watching: {open, answers, lost}}) {
		const more = lost > 0 ? `, ${lost} older ones lost` : '';
		return {status: `${open.length} open, ${answers.length} answered${more}`};
	},
	steps: {'go-to-row': onItem(openRow)},
	commands: [
		{
			command: 'dismiss',
			keys: 'x delete',
			title: 'give up or dismiss',
			group: 'view',
			footer: true,
			on: ['watching'],
			run: onItem(dismiss),
		},
		{
			command: 'dismiss-all',
			keys: 'c',
			title: 'dismiss all answers',
			group: 'view',
			footer: true,
			on: ['watching'],
			refuse: ({watching}) => (watching.answers.length === 0 ? 'there is no answer to dismiss' : null),
			run(state) {
				state.watching.dismiss(null);
				return next(state);
			},
		},
	],
	help,
};
