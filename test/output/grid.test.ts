import {expect, test} from 'vitest';
import {gridText} from '../../source/output/grid.js';
import {playing, removed, resource} from '../state/stage.js';

const names = Array.from({length: 60}, (_, index) => `web-${index + 1}`);
const grid = (command: string) =>
	playing(names.map(name => resource('container', name)))
		.press(':')
		.type(command)
		.press('enter');

test('all rows of the view are in it, in its order, also those below the window', () => {
	const {text, rows} = gridText(grid('containers').press('N').state, 'json');
	const saved = JSON.parse(text);
	expect(rows).toBe(60);
	expect(saved.rows.map(({name}: {name: string}) => name)).toEqual([...names].reverse());
	expect(saved.sources).toEqual([
		{source: 'prod', family: 'rancher1', url: 'https://prod.example.com', status: 'live', message: null},
	]);
});

test('only what the filter shows, without what is gone', () => {
	const play = grid('containers name:/-1.$/');
	play.dispatch({type: 'events', events: [removed(resource('container', 'web-11'))]});
	const {text, rows} = gridText(play.state, 'csv');
	expect(rows).toBe(9);
	expect(text.split('\r\n')[0]).toBe(
		'source,family,kind,id,name,state,health,transitioning,message,progress,since,removed,scope,created',
	);
	expect(text).toContain('prod,rancher1,container,1-web-10,web-10,running');
	expect(text).not.toContain('web-11');
});

test('Markdown is a table of the columns, in which foreign text is only text', () => {
	const row = resource('host', 'a|b *c*', {health: 'error', message: '<img src=x>\u001b[2J'});
	const {text} = gridText(playing([row]).press(': h o s t s enter').state, 'markdown');
	const [head, line, body] = text.split('\n');
	expect(head).toMatch(/^\| NAME +\| STATE +\| SINCE +\|/);
	expect(line).toMatch(/^\|[ -]+\|[ -]+\|/);
	expect(body).toContain('a\\|b \\*c\\*');
	expect(body).toContain('\\<img src=x\\>');
	expect(text).not.toContain('\u001b');
});
