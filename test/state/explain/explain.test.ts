import {describe, expect, test} from 'vitest';
import {changed, playing, removed, resource, start} from '../stage.js';
import {answered, evidence, finding, found, play, service, texts, view, web} from './stage.js';

describe('X on a row', () => {
	test('has it explained by the rows around it at once, and asks its server for more', () => {
		const [explain, gather] = play().press('X').take();
		if (explain?.type !== 'explain') throw new Error('nothing is explained');
		const {subject, rows, omitted} = explain.surroundings;
		expect(subject.resource.name).toBe('shop/web');
		expect(rows.map(row => row.resource.name)).toEqual(['web-1', 'wk-1']);
		expect(omitted).toBe(0);
		expect(explain.evidence).toEqual([]);
		expect(gather).toMatchObject({type: 'gather', parts: [{subject: {resource: service}}]});
	});

	test('looks at the worst rows only where there are very many', () => {
		const well = Array.from({length: 300}, (_none, index) =>
			web(index + 2, {state: 'running', health: 'ok'}),
		);
		const [explain] = play(...well)
			.press('X')
			.take();
		if (explain?.type !== 'explain') throw new Error('nothing is explained');
		const {rows, omitted} = explain.surroundings;
		expect(rows.length + omitted).toBe(302);
		expect(rows.length).toBeLessThanOrEqual(220);
		expect(rows[0]?.resource.name).toBe('web-1');
	});

	test('keeps the worst rows of each health, the worst first', () => {
		const many = Array.from({length: 400}, (_none, index) =>
			web(
				index + 2,
				index % 2 === 0 ? {state: 'running', health: 'ok'} : {state: 'degraded', health: 'warning'},
			),
		);
		const [explain] = play(...many)
			.press('X')
			.take();
		if (explain?.type !== 'explain') throw new Error('nothing is explained');
		const healths = explain.surroundings.rows.map(({resource: {health}}) => health);
		expect(healths[0]).toBe('error');
		expect(healths.slice(1, 100).every(health => health === 'warning')).toBe(true);
	});

	test('is :explain too, and needs a row', () => {
		expect(play().press(':').type('explain').press('enter').state.views.at(-1)).toMatchObject({
			page: 'explain',
		});
		expect(playing([]).press('X').notice).toMatch(/no row/);
	});
});

describe('findings', () => {
	const cause = finding('the cause', {role: 'cause'});
	const late = finding('what follows', {role: 'consequence'});
	const said = finding('what is said', {role: 'sign'});
	const warned = finding('a warning', {severity: 'warning'});

	test('are shown worst first, and causes before what follows from them', () => {
		const one = found(play().press('X'), warned, late, said, cause);
		expect(texts(one)).toEqual(['the cause', 'what is said', 'what follows', 'a warning']);
	});

	test('come again with each answer', () => {
		const one = play().press('X');
		one.take();
		const [again] = answered(one, evidence('object', {answer: {id: 1}})).take();
		expect(again).toMatchObject({type: 'explain', evidence: [{what: 'object', answer: {id: 1}}]});
	});

	test('come again when rows change, at the next tick and not before', () => {
		const one = play().press('X');
		one.take();
		one.dispatch({type: 'tick', now: start + 1000});
		expect(one.take()).toEqual([]);
		one.dispatch({type: 'events', events: [changed(web(1, {state: 'running', health: 'ok'}), start + 1500)]});
		expect(one.take()).toEqual([]);
		expect(one.dispatch({type: 'tick', now: start + 2000}).take()).toMatchObject([
			{type: 'explain', surroundings: {rows: [{resource: {state: 'running'}}, {}]}},
		]);
		one.dispatch({type: 'events', events: [changed(resource('volume', 'data'), start + 2500)]});
		expect(one.dispatch({type: 'tick', now: start + 3000}).take()).toEqual([]);
	});

	test('have a row behind them: Enter goes there, and l, e, d and a are about it', () => {
		const one = found(
			play().press('X'),
			finding('it fails', {row: web(1)}),
			finding('and so on', {row: service}),
		);
		expect(
			one
				.press('l')
				.view('logs')
				.targets.map(({name}) => name),
		).toEqual(['web-1']);
		expect(one.press('q').press('d').view('describe').resource.name).toBe('web-1');
		one.press('q').press('a');
		expect(one.state.dialog).toMatchObject({type: 'actions', targets: [{name: 'web-1'}]});
		one.press('escape').press('e');
		expect(one.page('changes').of?.name).toBe('web-1');
		one.press('q').press('enter');
		expect(one.grid).toMatchObject({kind: 'container', cursor: web(1).key});
	});

	test('keep the cursor on the same one while others come above it', () => {
		const one = found(play().press('X'), said, warned).press('j');
		found(one, cause, said, warned).press('enter');
		expect(view(found(one.press('q'), cause, said, warned)).chosen).toMatch(/a warning/);
	});

	test('do not lead to a row that was removed meanwhile', () => {
		const {key, kind, name} = web(1);
		const one = found(play().press('X'), finding('it fails', {row: {key, kind, name}}));
		one.dispatch({type: 'events', events: [removed(web(1))]}).press('enter');
		expect(one.notice).toBe('container web-1 is gone');
		expect(one.page('explain').page).toBe('explain');
	});

	test('whose row is gone or not listed cannot be looked at, and say so', () => {
		const one = found(play().press('X'), finding('a claim', {row: {key: 'x', kind: 'claim', name: 'data'}}));
		expect(one.press('d').notice).toMatch(/no row/);
	});
});
