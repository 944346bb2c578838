import {stripVTControlCharacters} from 'node:util';
import {expect, test} from 'vitest';
import {journalLines} from '../../../source/views/lines/journal-lines.js';
import {lineText} from '../../../source/views/lines/list-line.js';
import {containers, ofContainers, playing, start, unasked} from '../../state/stage.js';
import {bare} from '../stage.js';

const drawn = (size = {columns: 80, rows: 24}) => {
	const play = playing(containers(4), {...ofContainers, settings: unasked, size});
	play.press('space space space space r').form([]);
	const ids = play.take().flatMap(effect => (effect.type === 'act' ? effect.id : []));
	const [first = 0, second = 0] = ids;
	play.dispatch(
		{type: 'action-accepted', id: first, outcome: {follow: false, message: null}, at: start},
		{type: 'action-failed', id: second, error: 'HTTP 409 Conflict', at: start},
	);
	play.press(':').type('journal').press('enter');
	const lines = () =>
		journalLines(play.state, play.page('journal'), bare).map(line =>
			stripVTControlCharacters(lineText(line)).trimEnd(),
		);
	return {play, lines};
};

test('several rows have a bar of how many are over, and each its own outcome', () => {
	const lines = drawn().lines();
	expect(lines[0]).toMatch(/^>\d\d:\d\d:\d\d ✗ Restart 4 containers +█████░░░░░ prod +2 of 4, 1 failed$/);
	expect(lines[1]).toMatch(/^ {10}● {3}Restart web-1 +prod +done in 0s$/);
	expect(lines[2]).toMatch(/^ {10}✗ {3}Restart web-2 +prod +failed in 0s$/);
	expect(lines[3]).toMatch(/^ {10}◐ {3}Restart web-3 +prod +sending 0s$/);
});

test('below the list stands all of the entry under the cursor', () => {
	const {play, lines} = drawn();
	expect(lines().at(-2)).toBe('web-2: HTTP 409 Conflict');
	play.press('down down');
	expect(lines().at(-1)).toBe('failed in 0s: HTTP 409 Conflict');
	expect(lines()).toHaveLength(19);
});

test('a low screen shows the list alone, around the cursor', () => {
	const {play, lines} = drawn({columns: 80, rows: 8});
	play.press('G');
	expect(lines()).toHaveLength(5);
	expect(lines().at(-1)).toMatch(/^> +◐ {3}Restart web-4/);
});

test('says so where nothing was sent', () => {
	const play = playing([]).press(':').type('journal').press('enter');
	expect(journalLines(play.state, play.page('journal'), bare).map(lineText).join('')).toMatch(
		/Nothing was sent yet/,
	);
});
