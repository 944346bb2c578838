import type {Resource} from '../../model/resource.js';
import {type Next, next} from '../next.js';
import type {PageView} from '../page.js';
import {toggleSource} from '../sources.js';
import type {Page, State} from '../state.js';
import {nextChangeMs, secondOf} from '../text/time-text.js';
import {agesTick} from '../ticks.js';
import {onPage, openPage} from '../view-stack.js';
import {sourceResource} from '../watching/source-rows.js';
import {cursorPlace, onEntry} from './page-list.js';

const onSource = (run: (state: State, source: Resource) => Next) =>
	onEntry(
		'sources',
		(state, view) => [...state.connections.values()][cursorPlace(state, view)],
		(state, connection) => run(state, sourceResource({...connection, family: connection.family ?? ''})),
	);

/** The sources with their connections. */
export const sourcesPage: Page<PageView> = {
	name: 'sources',
	summary: 'the sources, and how each is connected',
	heads: 1,
	list: {
		from: 'cursor',
		count: ({connections}) => connections.size,
		identity: ({connections}, _view, place) => [...connections.keys()][place] ?? null,
		placeOf: ({connections}, _view, identity) => [...connections.keys()].indexOf(identity),
	},
	ticks({connections, now}) {
		const agesAt = secondOf(now);
		const changesMs = [...connections.values()].flatMap(({since, lastEventAt}) => [
			nextChangeMs(agesAt - since),
			...(lastEventAt === null ? [] : [nextChangeMs(agesAt - lastEventAt)]),
		]);
		return agesTick(now, changesMs);
	},
	commands: [
		{
			command: 'toggle-source',
			asks: true,
			keys: 'enter space',
			title: 'turn the source on or off',
			group: 'view',
			footer: true,
			on: ['sources'],
			run: onPage('sources', (state, view) => toggleSource(state, cursorPlace(state, view))),
		},
		{
			command: 'explain-source',
			keys: 'X d',
			title: 'how it is connected, and why it is not',
			group: 'look',
			footer: true,
			on: ['sources'],
			run: onSource((state, source) => openPage(state, 'connection', source)),
		},
		{
			command: 'tell-me-source',
			asks: true,
			keys: 'W',
			title: 'tell me when it is live, fails or matches',
			group: 'look',
			on: ['sources'],
			run: onSource((state, source) =>
				next({...state, dialog: {type: 'tell-me', targets: [source], cursor: 0}}),
			),
		},
	],
};
