import {describe, expect, test} from 'vitest';
import type {Stats} from '../../source/model/source.js';
import {createTheme} from '../../source/views/lines/theme.js';
import {live, ofContainers, playing, reported, resource, start} from '../state/stage.js';
import {show, until} from './stage.js';

describe('with ASCII only, nothing else is written by', () => {
	const ascii = createTheme({theme: 'default', ascii: true, colour: true});
	const web = resource('container', 'web-1', {since: start - 60_000, message: 'bell \u0007'});
	const failing = {
		...web,
		state: 'stopping',
		health: 'transitioning',
		transitioning: 'yes',
		progress: 40,
	} as const;

	const figures: Stats = {
		at: start,
		cpuPercent: 12.5,
		memoryBytes: 1e8,
		memoryLimitBytes: 1e9,
		receivedBytes: 1000,
		sentBytes: 2000,
		readBytes: null,
		writtenBytes: null,
	};
	const views: readonly (readonly [string, string, string])[] = [
		['the grid', 'N', 'web-1'],
		['an action that is on its way', 'r y', 'Restart sent'],
		['the menu', 'a', 'Actions for'],
		['a question', 'x', 'Stop web-1'],
		['marked rows that are asked for', 'space space a enter', 'Restart'],
		['the logs', 'l m', ' mark --'],
		['the logs of several', 'space space l', 'logs connecting'],
		['the description', 'd', 'last change'],
		['the object', 'y', 'loading the object'],
		['the events', 'e', 'stopping'],
		['the sources', ': s o u r c e s enter', 'live'],
		['the help', '?', 'MOVE'],
		['the figures', 't', 'CPU'],
		['a command that is none', ': n o n s e n s e enter', 'there is no command'],
		['the question at the end', 'q', 'Quit rwatch?'],
	];

	test.each(views)('%s', async (_title, keys, text) => {
		const play = playing([web, resource('container', 'web-2')], {
			...ofContainers,
			size: {columns: 120, rows: 40},
		});
		const stage = show(play, ascii);
		stage.dispatch(live(), reported(failing));
		stage.press(keys);
		const {dialog} = play.state;
		const id = dialog?.type === 'form' ? dialog.request : -1;
		stage.dispatch({type: 'form', id, at: play.state.now, fields: [], error: null});
		const view = stage.viewId;
		const event = {type: 'lost', count: 12, message: 'too slow'} as const;
		stage.dispatch({type: 'log', view, events: [{writer: 1, event}], at: start});
		stage.dispatch({type: 'stats', view, stats: figures, error: null});
		const lines = await until(stage, text);
		expect(lines.join('\n')).toMatch(/^[\n -~]*$/);
	});
});
