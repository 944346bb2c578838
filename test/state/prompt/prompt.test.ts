import {describe, expect, test} from 'vitest';
import {containers, ofContainers, type Play, playing, removed, reported, resource, start} from '../stage.js';

const rows = [...containers(2), resource('container', 'db')];
const filtering = () => playing(rows, ofContainers).press('/');
const commanding = () => playing(rows, ofContainers).press(':');

const promptOf = ({state: {prompt}}: Play) => {
	if (!prompt) throw new Error('No prompt is open');
	return prompt;
};

describe('the filter', () => {
	test('shows while it is typed what it lets through', () => {
		const play = filtering();
		expect(play.type('db').rows).toEqual(['>db']);
		expect(play.press('ctrl-u').type('w').rows).toEqual(['>web-1', 'web-2']);
	});

	test('stays with Enter', () => {
		const play = filtering().type('db').press('enter');
		expect(play.state.prompt).toBeNull();
		expect(play.grid.filter.text).toBe('db');
	});

	test('comes back as it was with Escape', () => {
		const play = filtering().type('db').press('enter /').type('x');
		expect(play.rows).toEqual([]);
		play.press('escape');
		expect([play.grid.filter.text, play.rows]).toEqual(['db', ['>db']]);
	});

	test.each(['escape', 'backspace backspace backspace'])(
		'given up with %s brings the cursor and the window back to where they were',
		keys => {
			const play = playing([...containers(40), resource('container', 'db')], ofContainers);
			play.press('G k k k');
			const {rows, state} = play;
			const {cursor} = play.grid;
			play.press('/').type('db');
			expect(play.rows).toEqual(['>db']);
			play.type('x').press(keys);
			expect([play.rows, play.grid.cursor]).toEqual([rows, cursor]);
			expect(play.state.views).toEqual(state.views);
		},
	);

	test('given up leaves the cursor at the place of a row that is gone by then', () => {
		const play = playing(rows, ofContainers).press('j /').type('web-2');
		expect(play.rows).toEqual(['>web-2']);
		play.press('escape j /').type('db');
		play.dispatch({type: 'events', events: [removed(resource('container', 'web-2'))]});
		play.dispatch({type: 'tick', now: start + 60_000});
		expect(play.press('escape').rows).toEqual(['db', '>web-1']);
	});

	test('is edited further the next time', () => {
		expect(promptOf(filtering().type('db').press('enter /')).text).toBe('db');
	});

	test('that cannot be read yet changes nothing, says why, and is not taken', () => {
		const play = filtering().type('db');
		play.dispatch({type: 'paste', text: ' and'});
		expect(promptOf(play).error).not.toBeNull();
		expect(play.rows).toEqual(['>db']);
		expect(play.press('enter').state.prompt).not.toBeNull();
	});

	test.each([
		['nosuch:x', `no row has a field or column 'nosuch', nor the text "nosuch:x"`],
		['kind:bogus', "no source has a kind 'bogus'"],
		['image:x', null],
		['kind:po or web', "no source has a kind 'po'"],
	])('%s is taken, and what of it nothing has is reported', (text, doubt) => {
		const play = filtering().type(text).press('enter');
		expect(play.grid.filter.text).toBe(text);
		expect(play.notice).toBe(doubt);
	});

	test('keeps the cursor on its resource', () => {
		const play = playing(rows, ofContainers).press('G /').type('web');
		expect(play.rows).toEqual(['web-1', '>web-2']);
	});

	test('is completed with what comes while it is typed', () => {
		const play = filtering().type('name:new');
		expect(promptOf(play).completions).toEqual([]);
		play.dispatch(reported(resource('container', 'newcomer')));
		expect(promptOf(play).completions).toEqual(['name:newcomer']);
	});

	test('that is wrong says where, and why when it is to be taken all the same', () => {
		const play = filtering().type('web and ima:[');
		expect(promptOf(play).errorAt).toEqual({start: 12, end: 13});
		play.press('enter');
		expect(promptOf(play).error).toMatch(/^not a regular expression .*\(at character 13\)$/);
		expect(play.notice).toBeNull();
		expect(promptOf(play.press('backspace')).errorAt).toBeNull();
	});

	test.each([
		['st', 'state:'],
		['state:', 'state:running'],
		['web !(name:d', 'web !(name:db'],
		['im', 'image:'],
		['web health:e', 'web health:error'],
		['source:', 'source:prod'],
		['kind:cont', 'kind:container'],
	])('%s is completed to %s', (typed, whole) => {
		expect(promptOf(filtering().type(typed).press('tab')).text).toBe(whole);
	});
});

describe('completing a command', () => {
	test.each([
		['con', 'containers'],
		['ho', 'hosts'],
		['cha', 'changes'],
		['sou', 'sources'],
		['cntr', 'containers'],
		['plse', 'pulse'],
	])(':%s is completed to %s', (typed, whole) => {
		expect(promptOf(commanding().type(typed).press('tab')).text).toBe(whole);
		expect(promptOf(commanding().type(typed).press('right')).text).toBe(whole);
	});

	test('up and down go through the completions', () => {
		const play = commanding().type('s');
		const [first, second] = promptOf(play).completions;
		expect(promptOf(play.press('down')).completions[0]).toBe(second);
		expect(promptOf(play.press('up')).completions[0]).toBe(first);
	});

	test.each(['xyz', 'at', 'pulse', 'containers'])(
		'%s, which is whole, does not become another word',
		word => {
			const {text, completions} = promptOf(commanding().type(word).press('tab'));
			expect([text, completions]).toEqual([word, []]);
		},
	);

	test('a whole word may go on', () => {
		expect(promptOf(commanding().type('save').press('tab')).text).toBe('save-recording');
	});
});

test('up and down on an empty line go through what was typed before', () => {
	const play = commanding().type('hosts').press('enter :').type('stacks').press('enter :');
	expect(['up', 'up', 'up', 'down', 'down'].map(key => promptOf(play.press(key)).text)).toEqual([
		'stacks',
		'hosts',
		'hosts',
		'stacks',
		'',
	]);
});

test.each([
	['backspace', 'some wor', 8],
	['ctrl-w', 'some ', 5],
	['ctrl-u', '', 0],
	['left left backspace', 'some wrd', 6],
	['home x', 'xsome word', 1],
	['home delete', 'ome word', 0],
	['home right right', 'some word', 2],
	['home end s', 'some words', 10],
	['left space', 'some wor d', 9],
])('a line is edited: %s', (keys, text, caret) => {
	expect(promptOf(commanding().type('some word').press(keys))).toMatchObject({text, caret});
});

test('a character of several units goes as one', () => {
	const play = commanding();
	play.dispatch({type: 'paste', text: 'a👩‍👧é'});
	expect(promptOf(play.press('backspace')).text).toBe('a👩‍👧');
	expect(promptOf(play.press('backspace')).text).toBe('a');
});

test('backspace on an empty line leaves it', () => {
	expect(commanding().press('backspace').state.prompt).toBeNull();
});

describe('a paste', () => {
	test('goes whole into the prompt, on one line', () => {
		const play = filtering().dispatch({type: 'paste', text: 'web-1\n'});
		expect(promptOf(play).text).toBe('web-1 ');
		expect(play.rows).toEqual(['>web-1']);
	});

	test('goes nowhere else', () => {
		const play = playing(rows, ofContainers);
		const before = play.state;
		expect(play.dispatch({type: 'paste', text: 'x:q\n'}).state).toBe(before);
		expect(play.take()).toEqual([]);
	});
});
