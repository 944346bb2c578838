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
	const wide = playing([web], {...ofContainers, size: {columns: 80, rows: 24}})
		.press('/')
		.type('(');
	expect(bottom(wide)[1]).toMatch(/^\/\( {3}\S/);
});

test('why a line is refused stands once, and goes with the next change of it', () => {
	const play = playing([web], ofContainers).press('ctrl-s').type('g.xls').press('enter');
	expect(
		bottom(play)
			.join(' ')
			.match(/expected a file name/g),
	).toHaveLength(1);
	play.press('escape /').type('web or health:').press('enter');
	expect(bottom(play).join(' ')).toMatch(/\(at character \d+\)/);
	play.type('e');
	expect(bottom(play).join(' ')).not.toMatch(/at character/);
});

test('what is wrong with a filter is underlined; what can be gone on with is not called wrong', () => {
	const play = playing([web], {...ofContainers, size: {columns: 120, rows: 24}});
	play.press('/').type('web health:eror').press('home');
	const [, typed = ''] = bottomTexts(bottomLines(play.state), 120, bare);
	const underlined = typed.split('\u001b[4;1m').map(part => part.charAt(0));
	expect(underlined.slice(1).join('')).toBe('eror');
	play.press('end ctrl-u').type('web state:');
	expect(bottom(play)[1]).toMatch(/^\/web state: {3}state:stopped$/);
	play.press('ctrl-u').type('x'.repeat(150));
	expect(bottom(play)[1]?.length).toBeLessThanOrEqual(121);
});
