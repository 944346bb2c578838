import {render} from 'ink-testing-library';
import {App} from '../../source/views/app.js';
import {Body} from '../../source/views/lines/body.js';
import type {Theme} from '../../source/views/lines/theme.js';
import {action, type Play, playing, resource, start} from '../state/stage.js';
import {bare, frameLines} from './stage.js';

/** What Ink draws of a play without a Screen, line by line. */
export const draw = (play: Play, theme: Theme = bare): string[] => {
	const view = render(
		<App
			state={play.state}
			theme={theme}
			lines={new Body(theme).lines(play.state)}
			onControls={() => undefined}
		/>,
	);
	const lines = frameLines(view.lastFrame());
	view.unmount();
	return lines;
};

/** What is between title and bottom lines, without empty lines at the end. */
export const body = (play: Play, theme?: Theme): string[] => {
	const lines = draw(play, theme).slice(3, -2);
	while (lines.at(-1) === '') lines.pop();
	return lines;
};

/** The container that runs and can be acted on. */
export const web = resource('container', 'shop/web-1', {
	since: start - 60_000,
	cells: {IMAGE: 'nginx:1.27', IP: '10.42.0.7'},
	actions: [action('restart', 'restart'), action('stop', 'stop', true), action('upgrade')],
});

const broken = resource('container', 'shop/日本-2', {
	since: start - 7_200_000,
	state: 'error',
	health: 'error',
	message: 'no space left on device \u001b[2J',
	cells: {IMAGE: 'redis:7', IP: null},
});

const pulling = resource('container', 'shop/db-1', {
	since: start - 5000,
	state: 'starting',
	health: 'transitioning',
	transitioning: 'yes',
	progress: 40,
	message: 'Pulling postgres:16',
});

/** It in a grid with one in error and one in transition, worst first. */
export const play = (columns = 72, rows = 16): Play =>
	playing([web, broken, pulling], {
		view: {kind: 'containers', filter: '', sort: 'health'},
		size: {columns, rows},
	});
