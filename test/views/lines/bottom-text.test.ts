import {expect, test} from 'vitest';
import {bottomLines} from '../../../source/state/bottom-line.js';
import {layoutOf} from '../../../source/state/layout.js';
import {bottomTexts} from '../../../source/views/lines/bottom-text.js';
import {action, containers, ofContainers, type Play, playing, resource, start} from '../../state/stage.js';
import {bare, seen} from '../stage.js';

const drawn = ({state}: Play): readonly string[] =>
	bottomTexts(bottomLines(state), {columns: state.size.columns, rows: layoutOf(state).bottom}, bare);
const bottom = (play: Play): readonly string[] => drawn(play).map(seen);

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

test.each([
	[60, 15],
	[40, 12],
	[80, 24],
])('bad news is whole at %dx%d, and goes with the next key', (columns, rows) => {
	const text = `Cannot write /var/lib/rwatch/visits.json: ${'there is no such directory '.repeat(5).trim()}`;
	const play = playing(containers(40), {...ofContainers, size: {columns, rows}}).press('G');
	const usual = bottom(play).length;
	play.dispatch({type: 'notice', level: 'error', text, at: start});
	const words = (lines: readonly string[]) => lines.join(' ').replace(/ +/g, ' ');
	expect(words(bottom(play))).toBe(`✗ ${text}`);
	expect(play.rows.at(-1)).toBe('>web-40');
	expect(bottom(play.press('k'))).toHaveLength(usual);
	play.press('j');
	expect(play.rows.at(-1)).toBe('>web-40');
});

test('why a line is refused is whole on a low terminal too', () => {
	const play = playing([web], {...ofContainers, size: {columns: 40, rows: 12}});
	play.press('ctrl-s').type('g.xls').press('enter');
	expect(bottom(play)).toEqual([
		'expected a file name that ends in .csv,',
		'.json or .md',
		expect.stringMatching(/^save as g\.xls/),
	]);
	expect(bottom(play.press('backspace'))).toHaveLength(1);
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
	const [, typed = ''] = drawn(play);
	const underlined = typed.split('\u001b[4;1m').map(part => part.charAt(0));
	expect(underlined.slice(1).join('')).toBe('eror');
	play.press('end ctrl-u').type('web state:');
	expect(bottom(play)[1]).toMatch(/^\/web state: {3}state:stopped$/);
	play.press('ctrl-u').type('x'.repeat(150));
	expect(bottom(play)[1]?.length).toBeLessThanOrEqual(121);
});
