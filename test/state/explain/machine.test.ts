import {describe, expect, test} from 'vitest';
import type {Finding, MachineReport} from '../../../source/model/explanation.js';
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
	const minion = resource('minion', 'wk-1', {source: 'salt', machine, state: 'up'});
	const job = resource('job', 'state.apply web', {source: 'salt', parents: [minion.key]});

	const both = (kind = 'node', shown = node): Play => {
		const one = playing([shown, pod], {view: {kind, filter: '', sort: ''}});
		one.dispatch(opened('salt'), live('salt'), {type: 'events', events: [changed(minion, start, true)]});
		one.press('g X');
		return one;
	};

	const report = (
		row: Resource,
		presence: MachineReport['presence'],
		changes: Partial<MachineReport> = {},
	): MachineReport => ({
		row,
		speaker: `the agent of ${row.kind} ${row.name}`,
		presence,
		how: null,
		since: null,
		noticedAfterMs: 60_000,
		work: [],
		...changes,
	});

	const say = (
		one: Play,
		of: Resource,
		machines: readonly MachineReport[],
		...findings: readonly Finding[]
	) =>
		one.dispatch({
			type: 'findings',
			view: view(one).id,
			of: of.key,
			findings,
			machines,
			events: [],
			error: null,
		});

	const lost = finding('node wk-1 does not answer', {row: node});

	test('is explained by all of them, and all are asked', () => {
		const one = both();
		const effects = one.take();
		expect(effects.filter(({type}) => type === 'explain')).toHaveLength(2);
		expect(effects.find(({type}) => type === 'gather')).toMatchObject({
			parts: [{subject: {resource: {kind: 'node'}}}, {subject: {resource: {kind: 'minion'}}}],
		});
		expect(basis(one)).toMatch(/minion wk-1 on salt, the same machine as node wk-1/);
	});

	test('is down where nothing on it answers, and only its agent where something does; Enter crosses over', () => {
		const one = both();
		say(one, node, [report(node, 'silent')], lost);
		say(one, minion, [report(minion, 'silent')]);
		expect(texts(one)[0]).toMatch(/^the machine of node wk-1 is down: /);
		say(one, minion, [report(minion, 'answers')]);
		expect(texts(one)[0]).toBe(
			'the agent of node wk-1 is down, not the machine: the agent of minion wk-1 answers',
		);
		one.press('g enter');
		expect(one.state.views.at(-1)).toMatchObject({type: 'grid', kind: 'minion', cursor: minion.key});
	});

	test('is not judged by a server that is away, which is said', () => {
		const one = both();
		const status = {type: 'status', source: 'salt', scope: '', at: start, status: 'retrying'} as const;
		one.dispatch(
			{type: 'events', events: [{...status, message: 'away', retryAt: start + 9000}]},
			{type: 'tick', now: start + 1000},
		);
		say(one, node, [report(node, 'silent')], lost);
		for (const presence of ['answers', 'silent'] as const) {
			say(one, minion, [report(minion, presence)]);
			expect(texts(one)).toEqual([
				'node wk-1 does not answer',
				'whether the machine itself is down is not known: nothing is known of the agent of minion wk-1',
			]);
		}
	});

	test('is looked at again while something is silent: what still counted as there may be known to be gone', () => {
		const one = both();
		say(one, node, [report(node, 'silent', {since: start})], lost);
		say(one, minion, [report(minion, 'answers')]);
		expect(texts(one)[1]).toMatch(/counts as up, but its loss may go unnoticed for 1m/);
		one.take();
		one.dispatch({type: 'tick', now: start + 2000});
		expect(one.take()).toEqual([]);
		one.dispatch({type: 'tick', now: start + 70_000});
		expect(one.take().some(({type}) => type === 'explain')).toBe(true);
		expect(texts(one)[0]).toMatch(/is down, not the machine/);
	});

	test('explains what runs on it, where of its other names only what changes the machine counts', () => {
		const one = both('pod');
		const running = finding('it is being changed right now', {severity: 'transitioning', row: job});
		say(one, pod, [report(node, 'silent')], lost);
		say(one, minion, [report(minion, 'answers', {work: [job]})], running, finding('its last command failed'));
		expect(texts(one)).toEqual([
			'the agent of node wk-1 is down, not the machine: the agent of minion wk-1 answers',
			'node wk-1 does not answer',
			'it is being changed right now',
		]);
	});

	test('counts for what runs on it also while it works, without asking the other server', () => {
		const one = both('pod', {...node, state: 'active', health: 'ok'});
		const effects = one.take();
		expect(effects.filter(({type}) => type === 'explain')).toHaveLength(2);
		expect(effects.find(({type}) => type === 'gather')).toMatchObject({parts: [{}]});
		const running = finding('it is being changed right now', {severity: 'transitioning', row: job});
		say(one, pod, [report(node, 'answers')]);
		say(one, minion, [report(minion, 'answers', {work: [job]})], running);
		expect(texts(one)).toEqual(['it is being changed right now']);
	});
});
