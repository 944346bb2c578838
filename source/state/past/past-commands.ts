import type {Context} from '../keys/binding.js';
import {type Next, next, type Step} from '../next.js';
import {withNotice} from '../notice.js';
import type {Command, Player, State} from '../state.js';
import {clockOf} from './clock.js';
import {isRewound, leavePast} from './leave.js';
import {timeForm, timeOf} from './time-of-day.js';
import type {Travel} from './travel.js';

const minute = 60_000;

/** The keys of the time machine work in every view of the past, before those of the view. */
const anyPast: readonly Context[] = ['past', 'replay'];

/** Why there is no past to look at, or null. */
const refuseTravel = ({settings, past}: State): string | null => {
	if (past !== null || settings.recorderBytes > 0) return null;
	return settings.replay
		? 'the recording is not read yet'
		: 'nothing is recorded: the configuration says recorder: {memory: 0MB}';
};

const travel =
	(to: (state: State) => Travel): Step =>
	state => {
		const reason = refuseTravel(state);
		return reason === null
			? next(state, {type: 'travel', to: to(state)})
			: next(withNotice(state, 'warning', reason));
	};

const play = (state: State, change: Partial<Player>): Next => {
	const {past} = state;
	if (!past?.player) return next(state);
	const player = {...past.player, ...change};
	const shown = {...state, past: {...past, player}};
	return player.isPlaying ? next(shown, {type: 'play', speed: player.speed}) : next(shown, {type: 'pause'});
};

// A recording that plays on would leave the change at once.
const toChange =
	(change: 1 | -1): Step =>
	state => {
		const {state: paused, effects} = play(state, {isPlaying: false});
		const gone = travel(() => ({change}))(paused);
		return next(gone.state, ...effects, ...gone.effects);
	};

const toEnd: Step = state => (isRewound(state) ? leavePast(state) : travel(() => ({end: 'newest'}))(state));

/** Goes to a time that was typed. */
export const goToTime = (state: State, text: string): Next => {
	// How long a recording of 0.1.0 goes on is not known at first.
	const until = state.past?.reach.newest ?? (state.past?.player ? state.now : clockOf(state));
	const at = timeOf(text.trim(), until);
	if (at === null) return next(withNotice(state, 'warning', `:at takes ${timeForm}`));
	return travel(() => ({to: at}))(state);
};

const usualName = (at: number): string =>
	`recording-${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}.ndjson.gz`;

/** Saves what was recorded: all of it or the last minutes, to a file of this or the usual name. */
export const saveRecording = (state: State, text: string): Next => {
	if (state.settings.replay) return next(withNotice(state, 'warning', 'this is a recording: copy its file'));
	const reason = refuseTravel(state);
	if (reason !== null) return next(withNotice(state, 'warning', reason));
	const [first = '', ...rest] = text.trim() === '' ? [] : text.trim().split(/\s+/);
	const now = clockOf(state);
	const from = timeOf(first, now);
	const name = (from === null ? [first, ...rest] : rest).join(' ') || usualName(now);
	return next(state, {type: 'save-recording', lastMs: from === null ? null : now - from, name});
};

const pause: Step = state => play(state, {isPlaying: !state.past?.player?.isPlaying});

const speedSteps = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1000, 5000];

const faster: Step = state => {
	const speed = state.past?.player?.speed ?? 1;
	return play(state, {speed: speedSteps.find(step => step > speed) ?? speed});
};

const slower: Step = state => {
	const speed = state.past?.player?.speed ?? 1;
	return play(state, {speed: speedSteps.findLast(step => step < speed) ?? speed});
};

const own = (
	command: string,
	keys: string,
	title: string,
	run: Step,
	on = anyPast,
	footer = false,
): Command => ({
	command,
	keys,
	title,
	group: 'time machine',
	footer,
	on,
	run,
});

/** The commands of the time machine. */
export const pastCommands: readonly Command[] = [
	{
		command: 'time-machine',
		keys: 'ctrl-t',
		title: 'the rows as they were; again: back to now',
		group: 'time machine',
		on: 'views',
		run: state => (isRewound(state) ? leavePast(state) : travel(() => ({to: clockOf(state)}))(state)),
		refuse: ({past}) => (past?.player ? 'this is a recording, which has no now' : null),
	},
	own('change-back', 'left', 'the change before', toChange(-1), anyPast, true),
	own('change-forward', 'right', 'the next change', toChange(1), anyPast, true),
	own(
		'minute-back',
		'shift-left',
		'a minute back',
		travel(() => ({by: -minute})),
		anyPast,
		true,
	),
	own(
		'minute-forward',
		'shift-right',
		'a minute forward',
		travel(() => ({by: minute})),
	),
	own(
		'oldest',
		'home',
		'the oldest that was kept',
		travel(() => ({end: 'oldest'})),
	),
	own('now', 'end', 'now; the end of a recording', toEnd, anyPast, true),
	own('pause', 'space', 'pause the recording, or go on', pause, ['replay'], true),
	own('faster', '+', 'play it faster', faster, ['replay'], true),
	own('slower', '_', 'play it slower', slower, ['replay'], true),
];
