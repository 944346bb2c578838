import {askToSend} from './actions/actions.js';
import {type Forward, isForwarding} from './forward.js';
import {stopForwards} from './forwards.js';
import {type Next, next} from './next.js';
import {withNotice} from './notice.js';
import {goToRow} from './owners.js';
import type {HelpNote, PageView} from './page.js';
import {cursorPlace, onEntry} from './pages/page-list.js';
import type {Page, State} from './state.js';
import {nextChangeMs, secondOf} from './text/time-text.js';
import {agesTick} from './ticks.js';

/** The forwards in the order in which they are shown: the newest first. */
export const listedForwards = ({forwards}: Pick<State, 'forwards'>): readonly Forward[] =>
	[...forwards.values()].reverse();

/** The forward under the cursor, or null where there is none. */
const shownForward = (state: State, view: PageView): Forward | null =>
	listedForwards(state)[cursorPlace(state, view)] ?? null;

const onForward = (run: (state: State, forward: Forward) => Next) => onEntry('forwards', shownForward, run);

const stop = (state: State, forward: Forward): Next =>
	isForwarding(forward)
		? stopForwards(state, 'stopped', ({id}) => id === forward.id)
		: next(withNotice(state, 'info', `it is ${forward.status} already`));

/** Asks whether to begin again what is over. */
const restart = (state: State, forward: Forward): Next => {
	const {resource, action, port, localPort} = forward;
	if (isForwarding(forward)) return next(withNotice(state, 'info', 'it is still running: stop it first'));
	const present = state.resources.get(resource.key)?.resource ?? resource;
	return askToSend(state, [present], action, {port, localPort});
};

const help: readonly HelpNote[] = [
	{head: 'forwards'},
	{text: 'newest first; the lines at the end say all of the one under the cursor, also its last error'},
	{
		text: 'each connection goes to a pod that runs when it is opened, so that a workload may replace its pods',
	},
	{text: 'all end with rwatch, and with their source'},
];

/** The ports that are forwarded. */
export const forwardsPage: Page<PageView> = {
	name: 'forwards',
	summary: 'forwarded ports with their bytes and errors',
	heads: 1,
	list: {
		from: 'cursor',
		count: ({forwards}) => forwards.size,
		identity: (state, _view, place) => listedForwards(state)[place]?.id.toString() ?? null,
		placeOf: (state, _view, identity) =>
			listedForwards(state).findIndex(({id}) => id.toString() === identity),
	},
	ticks: ({forwards, now}) =>
		agesTick(
			now,
			[...forwards.values()].map(({since}) => nextChangeMs(secondOf(now) - since)),
		),
	steps: {'go-to-row': onForward((state, {resource}) => goToRow(state, resource))},
	commands: [
		{
			command: 'stop-forward',
			asks: true,
			keys: 'x',
			title: 'stop the forward',
			group: 'act',
			footer: true,
			on: ['forwards'],
			run: onForward(stop),
		},
		{
			command: 'restart-forward',
			asks: true,
			keys: 'r',
			title: 'start it again; asks first',
			group: 'act',
			footer: true,
			on: ['forwards'],
			run: onForward(restart),
		},
	],
	help,
};
