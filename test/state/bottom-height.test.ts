import {expect, test} from 'vitest';
import {bottomHeight, linesAtMost} from '../../source/state/bottom-height.js';
import type {Notice} from '../../source/state/state.js';
import {containers, ofContainers, playing, start} from './stage.js';

const long = 'there is no such directory '.repeat(40).trim();

const height = (level: Notice['level'], text: string, rows: number, keys = ''): number => {
	const play = playing(containers(3), {...ofContainers, size: {columns: 60, rows}});
	if (keys !== '') play.press(keys);
	return bottomHeight(play.dispatch({type: 'notice', level, text, at: start}).state);
};

test.each([
	['error', 'no space', 15, 1],
	['error', 'no space', 24, 2],
	['error', long.slice(0, 100), 15, 2],
	['warning', long.slice(0, 150), 24, 3],
	['info', long, 15, 1],
	['info', long, 24, 2],
	['error', long, 24, 8],
	['error', long, 8, 4],
] as const)('%s: %s on %d lines takes %d', (level, text, rows, lines) => {
	expect(height(level, text, rows)).toBe(lines);
});

test('a line that is typed has its own beside bad news, and on a low terminal the only one', () => {
	expect(height('error', long.slice(0, 150), 24, ':')).toBe(4);
	expect(height('error', long.slice(0, 150), 15, ':')).toBe(1);
});

test('the last line has all that is left', () => {
	expect(linesAtMost('one two three four', 5, 2)).toEqual(['one', 'two three four']);
	expect(linesAtMost('', 5, 2)).toEqual(['']);
});
