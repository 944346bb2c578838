import type {Message} from '../../../source/state/message.js';
import {kinds, live, opened, Play, reported, resource, settings, start} from '../stage.js';

/** How `ping` is typed. */
export const usage = 'ping <host> [count]';

/** A row of a kind that a source adds later. */
export const engine = (source: string) => resource('engine', 'engine', {source, state: 'up'});

/** The source says what can be typed about it. */
export const offers = (source: string): Message => ({
	type: 'events',
	events: [
		{
			type: 'kinds',
			source,
			at: start,
			kinds: [
				...kinds,
				{
					...kinds[0],
					name: 'engine',
					plural: 'engines',
					aliases: [],
					columns: [],
					main: false,
					mainStates: null,
					children: [],
				},
			],
			commands: {ping: usage, pong: 'pong', drop: 'drop <host>'},
			harmless: {ping: '.*', drop: 'look \\S+'},
			ordinary: {drop: 'one-\\d+', pong: '.*'},
			pages: {figures: engine(source)},
		},
	],
});

/** `plain` takes no commands, `one` and `two` do; each has a container of its name. */
export const playing = (readOnly = false, own = settings): Play => {
	const play = new Play({settings: own});
	for (const source of ['plain', 'one', 'two']) {
		play.dispatch(
			opened(source, readOnly),
			live(source),
			reported(resource('container', `c-${source}`, {source})),
		);
	}

	play.dispatch(offers('one'), offers('two'));
	play.take();
	return play;
};

/** Types a command and sends it. */
export const run = (play: Play, line: string) => play.press(':').type(line).press('enter');

/** Puts the cursor on a container. */
export const onto = (play: Play, name: string): Play => {
	play.press(':').type('containers').press('enter').press('g');
	for (let row = 0; row < 3 && !play.rows.includes(`>${name}`); row++) play.press('down');
	play.take();
	return play;
};
