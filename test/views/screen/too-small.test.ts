import {EventEmitter} from 'node:events';
import {expect, onTestFinished, test} from 'vitest';
import {isTooSmall, maxSize} from '../../../source/state/layout.js';
import {Screen} from '../../../source/views/screen/screen.js';
import {tooSmallText} from '../../../source/views/screen/too-small.js';
import {containers, playing} from '../../state/stage.js';

const sized = (columns: number, rows: number) => playing(containers(1), {size: {columns, rows}}).state;

test.each([
	[39, 8, true],
	[40, 7, true],
	[40, 8, false],
	[1000, 500, false],
	[1001, 24, true],
	[80, 501, true],
])('%ix%i cannot be used: %s', (columns, rows, expected) => {
	expect(isTooSmall(sized(columns, rows))).toBe(expected);
});

test('a size that no terminal has is said to be too large', () => {
	expect(tooSmallText({columns: 65_535, rows: 65_535})).toMatch(/^too large: 65535x65535, at most 1000x500/);
});

test('a screen of such a size takes no more cells than the largest terminal has', () => {
	const terminal = Object.assign(new EventEmitter(), {columns: 65_535, rows: 65_535, write: () => true});
	const screen = new Screen(terminal, {onDirty: () => undefined});
	onTestFinished(() => screen.close());

	expect([screen.columns, screen.rows]).toEqual([maxSize.columns, maxSize.rows]);
	expect(screen.size).toEqual({columns: 65_535, rows: 65_535});
});
