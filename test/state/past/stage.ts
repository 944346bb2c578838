import type {Reach} from '../../../source/model/recording.js';
import type {Resource} from '../../../source/model/resource.js';
import type {Message} from '../../../source/state/message.js';
import {WorldBuilder} from '../../../source/state/past/builder.js';
import {recordConnection} from '../../../source/state/past/checkpoint.js';
import {RowStore} from '../../../source/state/rows/row-store.js';
import {changed, containers, type Play, playing, resource, settings, start} from '../stage.js';

const minute = 60_000;
/** How far the time machine of these stories reaches. */
export const reach: Reach = {
	oldest: start,
	newest: null,
	because: 'it began then',
	bytes: 5000,
	fault: '',
};

/** The answer of the time machine: these rows, as they were at a time. */
export const pastOf = (
	{state}: Play,
	rows: readonly Resource[],
	at: number,
	more: Partial<Extract<Message, {type: 'past'}>> = {},
): Message => {
	const builder = new WorldBuilder(() => new RowStore(300_000));
	builder.begin(start, [...state.connections.values()].map(recordConnection));
	for (const one of rows) builder.apply(changed(one, start, true), start);
	return {
		type: 'past',
		world: builder.world(at),
		reach,
		edge: null,
		speed: null,
		at: at + 3 * minute,
		...more,
	};
};

/** A program that shows two containers, and how they were three minutes ago. */
export const rewound = (): Play => {
	const play = playing(containers(2));
	play.press('g ctrl-t');
	const then = [resource('container', 'web-1', {state: 'starting'}), resource('container', 'web-9')];
	play.dispatch(pastOf(play, then, start + minute));
	play.take();
	return play;
};

/** A recording that is shown from its beginning. */
export const replayed = (): Play => {
	const play = playing([], {settings: {...settings, replay: true, recorderBytes: 0}});
	play.dispatch(pastOf(play, containers(2), start, {speed: 1, reach: {...reach, newest: start + minute}}));
	play.take();
	return play;
};
