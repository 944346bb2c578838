import type {PageView} from '../page.js';
import {toggleSource} from '../sources.js';
import type {Page} from '../state.js';
import {nextChangeMs, secondOf} from '../text/time-text.js';
import {agesTick} from '../ticks.js';
import {onPage} from '../view-stack.js';

/** The sources with their connections. */
export const sourcesPage: Page<PageView> = {
	name: 'sources',
	summary: 'the sources, and how each is connected',
	heads: 1,
	list: {from: 'cursor', count: ({connections}) => connections.size},
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
			run: onPage('sources', (state, view) => toggleSource(state, view.place)),
		},
	],
};
