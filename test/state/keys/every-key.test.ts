import {expect, test} from 'vitest';
import {contextOf} from '../../../source/state/context.js';
import {bindingsFor} from '../../../source/state/keys/keymap.js';
import {opensByName} from '../../../source/state/page.js';
import {standard} from '../../../source/state/vocabulary.js';
import {action, containers, ofContainers, type Play, playing, settings} from '../stage.js';

const alert = {when: 'health:error', forMs: 0, bell: true, notify: false, run: []};

// At the end of what they move through, and where all is as they make it, there is nothing to say.
const moves = ['up', 'down', 'page-up', 'page-down', 'top', 'bottom', 'scroll-left', 'scroll-right'];
const clearing = ['leave', 'all-scopes', 'clear-marks', 'explain'];
const quiet = [...moves, ...clearing];

const looked = ['logs', 'stats', 'shell'] as const;

const rows = containers(3).map(one => ({
	...one,
	actions: [...one.actions, ...looked.map(verb => action(verb, verb))],
}));

const begin = (): Play =>
	playing(rows, {...ofContainers, settings: {...settings, alerts: [alert]}}).press('W enter');

const named =
	(page: string, first = begin) =>
	(): Play =>
		first().press(':').type(page).press('enter');

/** A program without a row. */
const beginEmpty = (): Play => playing([], ofContainers);

/** Names of the commands that change nothing and say nothing in a view. */
const silentIn = (open: () => Play): readonly string[] => {
	const {state} = open();
	return bindingsFor(state.keymap, contextOf(state))
		.filter(({command, keys}) => !quiet.includes(command) && keys.length > 0)
		.filter(({keys: [key = '']}) => {
			const play = open();
			play.take();
			const before = {...play.state, notice: null};
			play.state = before;
			const {now: _, ...after} = play.press(key).state;
			const isSame = Object.entries(after).every(
				([name, value]) => before[name as keyof typeof before] === value,
			);
			return isSame && play.take().length === 0;
		})
		.map(({command}) => command);
};

test.each(standard.pages.filter(opensByName).map(({name}) => name))(
	'each key that the help of %s offers does something there, or says why not, also where it lists nothing',
	page => {
		expect(silentIn(named(page))).toEqual([]);
		expect(silentIn(named(page, beginEmpty))).toEqual([]);
	},
);

test.each([
	['the grid', begin],
	['an empty grid', beginEmpty],
	['logs', () => begin().press('l')],
	['a description', () => begin().press('d')],
	['YAML', () => begin().press('y')],
	['figures', () => begin().press('t')],
	['an explanation', () => begin().press('X')],
	['the changes of a row', () => begin().press('e')],
	['a bundle', () => begin().press(':').type('bundle').press('enter')],
	['a connection', () => named('sources')().press('X')],
])('the same holds of %s', (_what, open) => {
	expect(silentIn(open)).toEqual([]);
});
