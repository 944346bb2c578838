import {describe, expect, test} from 'vitest';
import {readLine} from '../../../source/state/journal/read-line.js';
import {deedText, detailLines, outcomeOf} from '../../../source/state/journal/text.js';
import {wholeText} from '../../../source/state/pages/text-line.js';
import {
	action,
	changed,
	containers,
	field,
	ofContainers,
	type Play,
	playing,
	removed,
	reported,
	resource,
	settings,
	start,
	unasked,
} from '../stage.js';

const web = (state: string, changes = {}) => resource('container', 'web-1', {state, ...changes});

const play = (count = 1, first = {}) =>
	playing(containers(count), {...ofContainers, settings: unasked, ...first});

const accepted = (id: number, at: number, message: string | null = null, follow = true) =>
	({type: 'action-accepted', id, outcome: {follow, message}, at}) as const;

/** The list, each item with what it says of its outcome. */
const list = ({state}: Play): readonly string[] =>
	state.journal.entries.items.map(item => `${deedText(state, item)}: ${outcomeOf(item, state.now).text}`);

const details = ({state}: Play, place = 0): string => {
	const item = state.journal.entries.items[place];
	return item ? detailLines(item, state).map(wholeText).join('\n') : '';
};

/** Sends the action of a key, and returns the ids of its requests. */
const sent = (one: Play, keys: string): readonly number[] =>
	one
		.press(keys)
		.form([])
		.take()
		.flatMap(effect => (effect.type === 'act' || effect.type === 'command' ? effect.id : []));

describe('an action in the journal', () => {
	test('is called what it is called in each row, also when it is read again', () => {
		const key = resource('service', 'key-1', {actions: [{...action('accept', 'start'), needsNoInput: true}]});
		const minion = resource('host', 'minion-1', {
			actions: [{...action('apply', 'start'), needsNoInput: true}],
		});
		const one = playing([key, minion], {settings: unasked}).press('space space u');
		const lines = JSON.parse(JSON.stringify(one.written)).flatMap((line: unknown) => readLine(line) ?? []);
		const later = playing([], {settings: unasked}).dispatch({type: 'journal', own: false, lines});
		const names = ({state}: Play) => state.journal.entries.items.map(item => deedText(state, item));
		expect(names(one)).toEqual(['Accept 2 rows', 'Accept key-1', 'Apply minion-1']);
		expect(names(later)).toEqual(names(one));
	});

	test('has the answer, every state it went through, and how it ended after how long', () => {
		const one = play();
		const [id = 0] = sent(one, 'r');
		expect(list(one)).toEqual(['Restart web-1: sending 0s']);
		one.dispatch(accepted(id, start + 1000, 'queued'));
		expect(list(one)).toEqual(['Restart web-1: going 1s']);
		for (const [index, state] of ['stopping', 'starting', 'running'].entries()) {
			const transitioning = state === 'running' ? 'no' : 'yes';
			const event = changed(web(state, {transitioning}), start + (index + 2) * 1000);
			one.dispatch({type: 'events', events: [event]});
		}

		expect(list(one)).toEqual(['Restart web-1: done in 4s']);
		expect(details(one)).toMatch(
			/answer queued\nstates .* stopping; .* starting; .* running\noutcome done in 4s/,
		);
		expect(one.written.map(line => ('type' in line ? line.type : ''))).toEqual([
			'sent',
			'answered',
			'state',
			'state',
			'state',
			'ended',
		]);
	});

	test('is written before it is sent', () => {
		const one = play();
		one.press('r').form([]);
		expect(one.order.slice(-2)).toEqual(['journal', 'act']);
	});

	test('says why it failed', () => {
		const one = play();
		const [id = 0] = sent(one, 'r');
		one.dispatch({type: 'action-failed', id, error: 'HTTP 409 Conflict', at: start + 3000});
		expect(list(one)).toEqual(['Restart web-1: failed in 3s']);
		expect(details(one)).toContain('failed in 3s: HTTP 409 Conflict');
	});

	test('on several rows has one entry, with how many are over and why which failed', () => {
		const one = play(3);
		const [first = 0, second = 0] = sent(one, 'space space space r');
		one.dispatch(accepted(first, start, null, false), {
			type: 'action-failed',
			id: second,
			error: 'HTTP 409',
			at: start,
		});
		expect(list(one)).toEqual([
			'Restart 3 containers: 2 of 3, 1 failed',
			'Restart web-1: done in 0s',
			'Restart web-2: failed in 0s',
			'Restart web-3: sending 0s',
		]);
		expect(details(one)).toContain('web-2: HTTP 409');
		expect(details(one, 2)).toContain('failed in 0s: HTTP 409');
	});

	test.each([
		['that removes its row is done when', 'ctrl-d', 'Remove web-1: done in 2s', 'removed'],
		[
			'that did not want it has an end that is not known when',
			'r',
			'Restart web-1: end not known',
			'outcome end not known: its row was removed',
		],
	])('%s the row is gone', (_, key, listed, detail) => {
		const one = play();
		const [id = 0] = sent(one, key);
		one.dispatch(accepted(id, start), {type: 'events', events: [removed(web('running'), start + 2000)]});
		expect(list(one)).toEqual([listed]);
		expect(details(one)).toContain(detail);
	});

	test('has an end that is not known where another one follows, or its source is turned off', () => {
		const one = play();
		const [id = 0] = sent(one, 'r');
		one.dispatch(accepted(id, start));
		sent(one, 'x');
		expect(list(one)).toContain('Restart web-1: end not known');
		one.press(':').type('sources').press('enter enter');
		expect(list(one)).toEqual(expect.arrayContaining(['Stop web-1: end not known']));
	});

	test('of a form has its inputs, but none that the form hid', () => {
		const upgrade = action('upgrade');
		const one = playing([resource('container', 'web-1', {actions: [upgrade]})], {
			...ofContainers,
			settings: unasked,
		});
		one
			.press('a enter')
			.form([field('image', {initial: 'nginx:2'}), field('phrase', {type: 'password', initial: 'geheim'})])
			.press('ctrl-s');
		expect(details(one)).toContain('inputs image: "nginx:2", phrase: "***"');
		expect(JSON.stringify(one.written)).not.toContain('geheim');
	});

	test('is also a shell, which is over when it ends', () => {
		const one = play();
		const [shell] = one.press('s').take();
		if (shell?.type !== 'open-shell') throw new Error('A shell is opened');
		one.dispatch({type: 'resumed'}, accepted(shell.id, start + 5000, null, false));
		expect(list(one)).toEqual(['Exec web-1: done in 5s']);
	});
});

describe('the list of the journal', () => {
	const line = {run: 'other', id: '7', time: '2023-11-14T22:00:00.000Z'};
	const row = {key: 'prod//container/web-1', kind: 'container', id: '1', name: 'web-1', source: 'prod'};
	const sentBefore = {
		...line,
		type: 'sent',
		title: 'Restart',
		action: {name: 'restart', verb: 'restart'},
		rows: [row],
		input: {},
		source: null,
		line: null,
	};
	const opened = (one = play()) => one.press(':').type('journal').press('enter');
	const earlier = (lines: readonly unknown[], one = play()) =>
		opened(one).dispatch({type: 'journal', own: false, lines});

	test('asks for what was written before each time it is opened', () => {
		const one = opened();
		expect(one.take()).toEqual([{type: 'load-journal'}]);
		expect(opened(one.press('q')).take()).toEqual([{type: 'load-journal'}]);
	});

	test('has what earlier runs sent, without lines that cannot be read', () => {
		const one = earlier([
			sentBefore,
			null,
			{...sentBefore, time: 'then'},
			{...line, type: 'answered', row: row.key, message: 'well'},
			{
				...line,
				type: 'ended',
				row: row.key,
				outcome: 'done',
				message: null,
				time: '2023-11-14T22:00:09.000Z',
			},
			{...sentBefore, id: '8', rows: [{name: 1}, row]},
		]);
		expect(list(one)).toEqual(['Restart web-1: done in 9s', 'Restart web-1: end not known']);
	});

	test('goes to the row, or says that it is gone', () => {
		const one = earlier([sentBefore]).press('enter');
		expect([one.grid.kind, one.rows]).toEqual(['container', ['>web-1']]);
		const listed = {type: 'listed', source: 'prod', scope: '', at: start, keys: new Set<string>()} as const;
		const gone = earlier([sentBefore], playing([], ofContainers)).dispatch({
			type: 'events',
			events: [{...listed, kinds: ['container']}],
		});
		expect(gone.press('enter').notice).toBe('container web-1 is gone');
		expect(gone.press('r').notice).toBe('web-1 is gone, or its kind is not listed');
	});

	test('sends an entry again, after a question that nothing in the configuration spares', () => {
		const one = earlier([sentBefore]).press('r');
		expect(one.state.dialog).toMatchObject({type: 'confirm', targets: [{name: 'web-1'}], input: {}});
		one.take();
		expect(one.press('y').take()).toMatchObject([{type: 'act', request: {action: {name: 'restart'}}}]);
		expect(list(one)).toHaveLength(2);
	});

	test.each([
		['read-only', {readOnly: true}, 'read-only: rwatch was started with --read-only'],
		[
			'a guard',
			{guard: [{source: 'prod', actions: [], when: '', deny: 'no', confirmName: false, maxRows: null}]},
			'guarded: no',
		],
	])('sends nothing again that %s refuses', (_what, changes, reason) => {
		const one = earlier([sentBefore], play(1, {settings: {...settings, ...changes}})).press('r');
		expect([one.notice, one.state.dialog]).toEqual([reason, null]);
	});

	test('does not send again what the row does not offer any more', () => {
		const one = earlier([sentBefore]).dispatch(reported(web('stopped', {actions: []})));
		expect(one.press('r').notice).toBe('web-1 (stopped) does not offer restart any more');
	});

	test('asks for inputs again that the file does not have', () => {
		const one = earlier([{...sentBefore, input: {password: '***'}}]);
		one.take();
		expect(one.press('r').take()).toMatchObject([{type: 'load-form'}]);
		expect(earlier([{...sentBefore, input: {size: 3}}]).press('r').state.dialog).toMatchObject({
			type: 'confirm',
			input: {size: 3},
		});
	});

	test('asks before a command is sent again, and refuses one that had a secret', () => {
		const command = {...sentBefore, action: null, rows: [], source: 'prod', line: 'ping web'};
		expect(earlier([command]).press('r').state.dialog).toMatchObject({type: 'send', line: 'ping web'});
		expect(earlier([{...command, line: 'ping ***'}]).press('r').notice).toContain('type it again');
		expect(earlier([{...command, source: 'eu'}]).press('r').notice).toBe('there is no source eu');
	});
});
