import {expect, test} from 'vitest';
import {next} from '../../source/state/next.js';
import {withNotice} from '../../source/state/notice.js';
import type {PageView} from '../../source/state/page.js';
import {field, head, plain} from '../../source/state/pages/text-line.js';
import type {Command, Page} from '../../source/state/state.js';
import {titleModel} from '../../source/state/title.js';
import {onPage} from '../../source/state/view-stack.js';
import {standard, type Vocabulary} from '../../source/state/vocabulary.js';
import {draw} from '../views/drawing.js';
import {containers, type Play, playing, settings} from './stage.js';

// A page that lists the sources as text, and a key of its own that works only in there.
const clocks: Page<PageView> = {
	name: 'clocks',
	text: ({connections}) => [head('Clocks'), ...[...connections.keys()].map(name => field(name, 'ticks'))],
	title: () => ({status: 'wound up'}),
	ticks: () => [1234],
	help: [{head: 'clocks'}, {text: 'they tick'}],
	commands: [
		{
			command: 'wind',
			keys: 'K',
			title: 'wind up',
			group: 'look',
			footer: true,
			on: ['clocks'],
			run: onPage('clocks', state => next(withNotice(state, 'info', 'wound'))),
		},
	],
};

const shake: Command = {
	command: 'shake',
	keys: 'ctrl-y',
	word: 'shake',
	title: 'shake the row',
	group: 'act',
	refuse: ({index}) => (index.length < 2 ? 'there is nothing to shake against' : null),
	on: ['grid'],
	run: state => next(withNotice(state, 'info', 'shaken')),
};

const vocabulary: Vocabulary = {
	...standard,
	pages: [...standard.pages, clocks],
	commands: [...standard.commands, shake],
};

const begin = (count = 2, keys = {}) =>
	playing(containers(count), {
		vocabulary,
		settings: {...settings, keys},
		view: {kind: 'containers', filter: '', sort: ''},
	});

test('a page that is declared is opened by its name, and leads back', () => {
	const play = begin().press(':').type('clo').press('tab enter');
	expect(play.page('clocks').place).toBe(0);
	expect(titleModel(play.state)).toMatchObject({what: 'clocks', status: 'wound up', position: '1/2'});
	expect(play.press('j').page('clocks').place).toBe(0);
	expect(play.press('q').grid.kind).toBe('container');
});

test('it is drawn, with its keys in the footer', () => {
	const screen = draw(begin().press(':').type('clocks').press('enter')).join('\n');
	expect(screen).toContain('clocks wound up');
	expect(screen).toMatch(/prod +ticks/);
	expect(screen).toContain('K wind');
});

/** The help of the view that is shown, as far as a person reads it by pages. */
const wholeHelp = (play: Play): string => {
	const pages = [draw(play.press('?'))];
	for (let page = 0; page < 10; page++) pages.push(draw(play.press('pagedown')));
	return pages.flat().join('\n');
};

test('its keys work in it only, and stand in its help with what it says itself', () => {
	const play = begin().press('K');
	expect(play.notice).toBe('K does nothing here; ? shows the keys');
	expect(play.press(':').type('clocks').press('enter K').notice).toBe('wound');
	const help = wholeHelp(play);
	expect(help).toMatch(/K +wind up/);
	expect(help).not.toContain('shake');
});

test('a long page scrolls', () => {
	const long: Page<PageView> = {
		...clocks,
		text: () => Array.from({length: 100}, (_, at) => plain(`line ${at}`)),
	};
	const many = {...vocabulary, pages: [...standard.pages, long]};
	const play = playing(containers(1), {vocabulary: many}).press(':').type('clocks').press('enter G');
	expect(draw(play).join('\n')).toContain('line 99');
});

test('a command that is declared works by key and by word, and says why not', () => {
	expect(begin().press('ctrl-y').notice).toBe('shaken');
	expect(begin().press(':').type('shake').press('enter').notice).toBe('shaken');
	expect(begin(1).press('ctrl-y').notice).toBe('there is nothing to shake against');
	expect(begin(1).press(':').type('shake').press('enter').notice).toBe('there is nothing to shake against');
	expect(wholeHelp(begin())).toMatch(/ctrl-y +shake the row/);
});

test('its key can be given to another', () => {
	const play = begin(2, {shake: 'K'});
	expect(play.press('ctrl-y').notice).toBeNull();
	expect(play.press('K').notice).toBe('shaken');
});
