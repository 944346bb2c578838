import {expect, test} from 'vitest';
import type {MachineFacts} from '../../source/model/machine.js';
import {titleModel} from '../../source/state/title.js';
import {describedLines} from './described-lines.js';
import {kind} from './rows.js';
import {opened, Play, reported, resource, settings, start} from './stage.js';

const facts = (...names: readonly string[]): MachineFacts => ({names, addresses: [], machineId: null});
const node = resource('node', 'w3', {machine: facts('w3')});
const minion = (name: string) => resource('minion', name, {source: 'salt', machine: facts(name)});
const job = resource('job', 'ping', {source: 'salt', parents: [minion('w3.example').key]});

const kinds = [
	kind('node', {isMachine: true, children: ['pod']}),
	kind('pod'),
	kind('minion', {isMachine: true, children: ['job']}),
	kind('job'),
];

/** Two servers with these rows, shown as minions. */
const watching = (rows: readonly (typeof node)[], sameHosts: readonly (readonly string[])[] = []): Play =>
	new Play({settings: {...settings, sameHosts}, view: {kind: 'minions', filter: '', sort: ''}}).dispatch(
		opened('prod'),
		opened('salt'),
		{
			type: 'events',
			events: ['prod', 'salt'].map(source => ({type: 'kinds', source, at: start, kinds}) as const),
		},
		reported(...rows),
	);

const described = (play: Play): readonly string[] =>
	describedLines(play.press('d')).flatMap(line =>
		'label' in line && line.label === 'same as' ? [line.text] : [],
	);

test('a description names the counterpart', () => {
	expect(described(watching([node, minion('w3.example')]))).toEqual(['node w3']);
});

test('or those that may be meant, and what can say which', () => {
	const rows = [node, minion('w3.a'), minion('w3.b')];
	const play = watching(rows).press(':').type('nodes').press('enter');
	expect(described(play)).toEqual([
		'unclear: minion w3.a of salt or minion w3.b of salt? sameHost in the configuration can say',
	]);
	const changed = watching(rows, [['w3', 'w3.b']])
		.press(':')
		.type('nodes')
		.press('enter');
	expect(described(changed)).toEqual(['minion w3.b']);
});

test('Enter shows the counterpart before what belongs to the row, and leads on from it', () => {
	const play = watching([node, minion('w3.example'), job]).press('enter');
	expect(titleModel(play.state)).toMatchObject({what: 'jobs', of: 'minion w3.example on salt'});
	expect(play.rows).toEqual(['>w3', 'ping']);
	play.press('down up enter');
	expect(titleModel(play.state)).toMatchObject({what: 'pods', of: 'node w3 on prod'});
	expect(play.rows).toEqual(['>w3.example']);
});

test('rows can be filtered and sorted by their counterparts', () => {
	const play = watching([node, minion('w3.example'), minion('a')]);
	play.press('/').type('same-as:w3').press('enter');
	expect(play.rows.map(row => row.replace('>', ''))).toEqual(['w3.example']);
	play.press('escape < o');
	expect(play.rows.map(row => row.replace('>', ''))).toContain('w3.example');
});
