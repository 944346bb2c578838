import {describe, expect, test} from 'vitest';
import type {Finding} from '../../../source/model/explanation.js';
import type {Resource} from '../../../source/model/resource.js';
import {changed, live, opened, type Play, playing, resource, start} from '../stage.js';
import {basis, finding, texts, view} from './stage.js';

describe('a machine that several servers know', () => {
	const machine = {names: ['wk-1'], addresses: [], machineId: null};
	const node = resource('node', 'wk-1', {machine, state: 'unavailable', health: 'error'});
	const pod = resource('pod', 'shop/web-1', {
		parents: [node.key],
		state: 'terminating',
		health: 'transitioning',
	});
	const minion = (changes: Partial<Resource> = {}) =>
		resource('minion', 'wk-1', {source: 'salt', machine, state: 'up', ...changes});

	const both = (other: Resource, kind = 'node'): Play => {
		const one = playing([node, pod], {view: {kind, filter: '', sort: ''}});
		one.dispatch(opened('salt'), live('salt'), {type: 'events', events: [changed(other, start, true)]});
		one.press('g X');
		return one;
	};

	const lost = (row: Resource) => finding(`${row.kind} ${row.name} does not answer`, {row, machine: 'lost'});

	const say = (one: Play, of: Resource, ...findings: readonly Finding[]): Play =>
		one.dispatch({type: 'findings', view: view(one).id, of: of.key, findings, error: null});

	test('is explained by all of them, and all are asked', () => {
		const one = both(minion());
		const effects = one.take();
		expect(effects.filter(({type}) => type === 'explain')).toHaveLength(2);
		expect(effects.find(({type}) => type === 'gather')).toMatchObject({
			parts: [{subject: {resource: {kind: 'node'}}}, {subject: {resource: {kind: 'minion'}}}],
		});
		expect(basis(one)).toMatch(/minion wk-1 on salt, the same machine as node wk-1/);
	});

	test('is down where none hears of it, and only its agent where another does', () => {
		const down = both(minion({state: 'down', health: 'error'}));
		say(say(down, node, lost(node)), minion(), lost(minion()));
		expect(texts(down)[0]).toBe('the machine of node wk-1 is down: minion wk-1 does not answer either');
		const up = both(minion());
		say(say(up, node, lost(node)), minion());
		expect(texts(up)).toEqual([
			'the machine of node wk-1 is up, as minion wk-1 answers: its agent is down',
			'node wk-1 does not answer',
		]);
	});

	test('is not said to be up by a server that is away, or that knows nothing of it', () => {
		const away = both(minion());
		const status = {type: 'status', source: 'salt', scope: '', at: start, status: 'retrying'} as const;
		away.dispatch(
			{type: 'events', events: [{...status, message: 'away', retryAt: start + 9000}]},
			{type: 'tick', now: start + 1000},
		);
		say(say(away, node, lost(node)), minion());
		expect(texts(away)).toEqual(['node wk-1 does not answer']);
		const unknown = both(minion({health: 'unknown', state: 'accepted'}));
		say(say(unknown, node, lost(node)), minion());
		expect(texts(unknown)).toEqual(['node wk-1 does not answer']);
	});

	test('explains what runs on it: only what is said of the machine counts there', () => {
		const one = both(minion(), 'pod');
		const running = finding('it is being changed right now', {
			severity: 'transitioning',
			machine: 'changing',
		});
		say(say(one, pod, lost(node)), minion(), running, finding('its last command failed'));
		expect(texts(one)).toEqual([
			'the machine of node wk-1 is up, as minion wk-1 answers: its agent is down',
			'node wk-1 does not answer',
			'it is being changed right now',
		]);
	});
});
