import {expect, test} from 'vitest';
import {bottomLines} from '../../../source/state/bottom-line.js';
import {bottomTexts} from '../../../source/views/lines/bottom-text.js';
import {action, ofContainers, type Play, playing, resource} from '../../state/stage.js';
import {bare, seen} from '../stage.js';

const bottom = (play: Play): readonly string[] =>
	bottomTexts(bottomLines(play.state), play.state.size.columns, bare).map(seen);

const web = resource('container', 'registry-mirror/pull-through-cache-of-the-second-region-1', {
	state: 'stopped',
	actions: ['start', 'remove', 'logs', 'update', 'purge', 'restore', 'snapshot', 'convert'].map(name =>
		action(name),
	),
});

test('why something is refused is whole, on two lines where one is too short', () => {
	const lines = bottom(playing([web], ofContainers).press('r'));
	expect(lines).toHaveLength(2);
	expect(lines.join(' ').replace(/ +/g, ' ')).toBe(
		`▲ ${web.name} (container, stopped) does not offer restart; it offers 8 others`,
	);
});

test('a short notice leaves the hints', () => {
	const [notice, hints] = bottom(playing([web], ofContainers).press('ctrl-r'));
	expect(notice).toBe('● listing everything again');
	expect(hints).toContain('Enter open');
});

test('what is wrong with a filter stands above it where there is no room beside it', () => {
	const play = playing([web], {...ofContainers, size: {columns: 40, rows: 24}});
	play.press('/').type('health:eror and state:running');
	const [error, typed] = bottom(play);
	expect(error).toMatch(/^health: is one of/);
	expect(typed).toMatch(/^\/health:eror and state:running/);
	play.press('ctrl-u').type('(');
	expect(bottom(play)[1]).toMatch(/^\/\( {3}\S/);
});
