import {onTick} from '../connections/connection-events.js';
import type {Message} from '../message.js';
import {type Next, next} from '../next.js';
import {withNotice} from '../notice.js';
import {wayToNow} from '../refuse-in-past.js';
import {takeEvents} from '../sources.js';
import type {State} from '../state.js';
import {reachText} from './mark.js';
import {showPast} from './present.js';
import {lookingUp} from './travel.js';

// Where it began, or that there is nothing in this direction.
const edgeText = (state: State, edge: 'oldest' | 'newest'): string => {
	if (edge === 'oldest') return `there is no earlier change: ${reachText(state)}`;
	return state.past?.player ? 'the recording ends here' : `nothing has changed since${wayToNow(state)}`;
};

/** Shows a time of the past that was looked up. */
const takePast = (before: State, {world, reach, edge, speed}: Extract<Message, {type: 'past'}>): Next => {
	const state = before.notice?.text === lookingUp ? {...before, notice: null} : before;
	const known = state.past?.player ?? null;
	const player = speed === null ? known : {isPlaying: true, speed, isOver: false};
	const isOver = reach.newest !== null && world.now >= reach.newest;
	const shown = showPast(state, world, {reach, player: player && {...player, isOver}});
	if (reach.fault !== '' && state.past?.reach.fault !== reach.fault)
		return next(withNotice(shown, 'warning', `Not all of the recording can be read: ${reach.fault}`));
	return next(edge === null ? shown : withNotice(shown, 'info', edgeText(shown, edge)));
};

/** Applies what the recording says until a time. */
const takePlayed = (before: State, {events, now, isOver}: Extract<Message, {type: 'played'}>): State => {
	const {past} = before;
	if (!past?.player) return before;
	const state = takeEvents(before, events);
	state.resources.expire(now);
	const connections = new Map([...state.connections].map(([name, one]) => [name, onTick(one, now)]));
	const player = {...past.player, isOver};
	return {...state, now, connections, past: {...past, player}};
};

/** Takes what the time machine answered. */
export const takePastMessage = (state: State, message: Extract<Message, {type: 'past' | 'played'}>): Next =>
	message.type === 'past' ? takePast(state, message) : next(takePlayed(state, message));
