import {describe, expect, test} from 'vitest';
import type {Evidence, Finding} from '../../../source/model/explanation.js';
import type {Resource} from '../../../source/model/resource.js';
import {basisLines, nothingLines} from '../../../source/state/explain/basis.js';
import {findingsOf, shownExplanation} from '../../../source/state/explain/entries.js';
import {wholeText} from '../../../source/state/pages/text-line.js';
import {action, changed, type Play, playing, removed, resource, start} from '../stage.js';

const host = resource('host', 'wk-1');
const service = resource('service', 'shop/web', {state: 'degraded', health: 'error'});
const web = (number: number, changes: Partial<Resource> = {}) =>
	resource('container', `web-${number}`, {
		parents: [service.key, host.key],
		state: 'error',
		health: 'error',
		actions: [action('logs', 'logs'), action('restart', 'restart')],
		...changes,
	});

const play = (...more: readonly Resource[]): Play => {
	const play = playing([host, service, web(1), ...more], {view: {kind: 'service', filter: '', sort: ''}});
	play.press('g').take();
	return play;
};

const finding = (text: string, changes: Partial<Finding> = {}): Finding => ({
	severity: 'error',
	role: 'cause',
	text,
	quotes: [],
	since: null,
	row: null,
	...changes,
});

const view = ({state}: Play) => {
	const shown = shownExplanation(state.views.at(-1));
	if (!shown) throw new Error('no explanation is shown');
	return shown;
};

/** What the source finds, by what it knows now. */
const found = (play: Play, ...findings: readonly Finding[]): Play =>
	play.dispatch({type: 'findings', view: view(play).id, of: service.key, findings, error: null});

const evidence = (what: string, changes: Partial<Evidence> = {}): Evidence => ({
	title: `its ${what}`,
	about: service.key,
	what,
	at: start,
	answer: {},
	error: null,
	...changes,
});

const answered = (play: Play, ...answers: readonly Evidence[]): Play =>
	play.dispatch(
		...answers.map(one => ({type: 'evidence', view: view(play).id, of: service.key, evidence: one}) as const),
	);

const texts = (play: Play): readonly string[] => findingsOf(view(play)).map(({text}) => text);
const basis = (play: Play): string => basisLines(play.state, view(play)).map(wholeText).join('\n');
const nothing = (play: Play): string => nothingLines(play.state, view(play)).map(wholeText).join('\n');

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

	test('whose row is gone or not listed cannot be looked at, and say so', () => {
		const one = found(play().press('X'), finding('a claim', {row: {key: 'x', kind: 'claim', name: 'data'}}));
		expect(one.press('d').notice).toMatch(/no row/);
	});
});

describe('what the findings go by', () => {
	test('is shown with its age, and what could not be learned in words', () => {
		const one = answered(
			play().press('X'),
			evidence('object'),
			evidence('events', {error: '403: not allowed'}),
		);
		one.dispatch({type: 'tick', now: start + 4000});
		expect(basis(one)).toBe(
			[
				'looked at the row, 1 container, 1 host',
				'asked its object (4s ago) · asking…',
				'not known: its events: 403: not allowed',
			].join('\n'),
		);
	});

	test('says of a source that is down that its rows are those of the last report', () => {
		const one = play().press('X');
		const status = {type: 'status', source: 'prod', scope: '', at: start, status: 'retrying'} as const;
		const event = {...status, message: 'connection refused', retryAt: start + 4000};
		one.dispatch({type: 'events', events: [event]});
		one.dispatch({type: 'gathered', view: view(one).id, of: null, error: 'prod is not reachable'});
		expect(basis(one)).toMatch(/1 host \(prod: retry in 4s, as last reported\)/);
		expect(basis(one)).toMatch(/not asked: prod is not reachable/);
	});

	test('is asked for again with r', () => {
		const one = answered(play().press('X'), evidence('object'));
		one.dispatch({type: 'gathered', view: view(one).id, of: null, error: null});
		expect(basis(one)).not.toMatch(/asking/);
		one.take();
		expect(
			one
				.press('r')
				.take()
				.map(({type}) => type),
		).toEqual(['explain', 'gather']);
		expect(basis(one)).toMatch(/asking/);
		expect(view(answered(one, evidence('object', {at: start + 9000}))).parts[0]?.evidence).toHaveLength(1);
	});

	test('is dropped where it was not asked for again', () => {
		const one = answered(play().press('X'), evidence('object', {about: web(1).key}));
		const over = {type: 'gathered', view: view(one).id, of: null, error: null} as const;
		one.dispatch(over, {type: 'tick', now: start + 5000}).press('r');
		expect(view(one).parts[0]?.evidence).toHaveLength(1);
		answered(one, evidence('events', {at: start + 6000})).dispatch(over);
		expect(view(one).parts[0]?.evidence.map(({what}) => what)).toEqual(['events']);
	});

	test('is asked for again by itself when a row that it is about comes to another state, but not all the time', () => {
		const one = answered(play().press('X'), evidence('object', {about: web(1).key}));
		one.dispatch({type: 'gathered', view: view(one).id, of: null, error: null});
		one.take();
		const event = changed(web(1, {state: 'starting', health: 'transitioning'}), start + 2000);
		one.dispatch({type: 'events', events: [event]}, {type: 'tick', now: start + 3000});
		expect(one.take().map(({type}) => type)).toEqual(['explain']);
		one.dispatch({type: 'tick', now: start + 9000});
		expect(one.take()).toEqual([]);
		one.dispatch({type: 'tick', now: start + 10_000});
		expect(one.take().map(({type}) => type)).toEqual(['explain', 'gather']);
		one.dispatch({type: 'gathered', view: view(one).id, of: null, error: null});
		one.dispatch({type: 'tick', now: start + 60_000});
		expect(one.take()).toEqual([]);
	});

	test('is no longer asked for once the page is left', () => {
		const one = play().press('X');
		const {id} = view(one);
		one.take();
		expect(one.press('q').take()).toEqual([{type: 'close', view: id}]);
		expect(
			one.dispatch({type: 'evidence', view: id, of: service.key, evidence: evidence('object')}).take(),
		).toEqual([]);
	});
});

describe('without findings', () => {
	test('a row that is well is said to be well', () => {
		const one = playing([web(1, {state: 'running', health: 'ok'})], {
			view: {kind: 'container', filter: '', sort: ''},
		}).press('g X');
		expect(nothing(one)).toBe('looking…');
		const {id} = view(one);
		one.dispatch({type: 'findings', view: id, of: web(1).key, findings: [], error: null});
		expect(nothing(one)).toBe('container web-1 is running: nothing is wrong with it');
		one.dispatch({type: 'gathered', view: id, of: null, error: 'no answer'});
		expect(nothing(one)).toBe(
			'container web-1 is running: nothing is wrong with it, as far as could be learned',
		);
	});

	test('a row that is not well is not said to be well', () => {
		expect(nothing(found(play().press('X')))).toBe(
			'service shop/web is degraded: nothing was found that says why',
		);
	});

	test('a row that is gone meanwhile is shown as it was', () => {
		const one = play().press('X');
		one.dispatch({type: 'events', events: [removed(service, start + 1000)]});
		expect(nothing(found(one))).toMatch(/service shop\/web/);
	});
});
