import {beforeEach, expect, test} from 'vitest';
import type {Action} from '../../source/model/action.js';
import type {Start} from '../../source/state/initial.js';
import {draw} from '../views/drawing.js';
import {guardRule} from './guard-rules.js';
import {field, type Play, playing, reported, resource, settings, start} from './stage.js';

const forward: Action = {
	name: 'forward',
	title: 'Forward a port',
	verb: 'forward',
	dangerous: false,
	note: 'on 127.0.0.1: others on this machine can reach it too',
};

const web = resource('container', 'web', {actions: [forward]});
const fields = [
	field('port', {type: 'integer', required: true, initial: '8080', options: ['8080', '9090']}),
	field('localPort', {type: 'integer', nullable: true}),
];

const begun = (more: Partial<Start['settings']> = {}): Play => {
	const story = playing([web], {
		settings: {...settings, ...more},
		view: {kind: 'containers', filter: '', sort: ''},
		size: {columns: 100, rows: 30},
	});
	return story.press('j');
};

const screenOf = (shown: Play): string => draw(shown).join('\n');

let play = begun();
beforeEach(() => {
	play = begun();
});

const openForm = () => {
	play.press('f').form(fields);
	play.take();
};

const type = (word: string) => play.press(':').type(word).press('enter');

const send = (): number => {
	play.press('ctrl-s');
	const effect = play.take().find(({type}) => type === 'open-forward');
	return effect?.type === 'open-forward' ? effect.id : -1;
};

const begin = (): number => {
	openForm();
	const id = send();
	const outcome = {follow: false, lasts: true, message: '127.0.0.1:8080 leads to port 8080'} as const;
	play.dispatch({type: 'action-accepted', id, outcome, at: play.state.now});
	return id;
};

test('the form is the question: it names the row, and who else can reach the port', () => {
	openForm();
	const screen = screenOf(play);
	expect(screen).toContain('Forward a port of web');
	expect(screen).toContain('others on this machine can reach it too');
	play.press('ctrl-s');
	expect(play.take()).toMatchObject([{type: 'open-forward', port: 8080, localPort: 8080}]);
});

test('declared ports are proposed, and any other may be typed', () => {
	openForm();
	play.press('right down 4 4');
	play.press('ctrl-s');
	expect(play.take()).toMatchObject([{type: 'open-forward', port: 9090, localPort: 44}]);
});

test('read-only and guards refuse it', () => {
	play = begun({readOnly: true}).press('f');
	expect(play.take()).toEqual([]);
	expect(play.state.notice?.text).toMatch(/read-only/);
	play = begun({guard: [guardRule({actions: ['forward'], deny: 'not from here'})]}).press('f');
	expect(play.take()).toEqual([]);
	expect(play.state.notice?.text).toMatch(/guarded: not from here/);
});

test('the list shows what went through, and the last error in full', () => {
	const id = begin();
	const lastError = `error forwarding port 8080 to pod ${'c830834d '.repeat(20)}connect: connection refused`;
	const traffic = {
		connections: 1,
		total: 7,
		sentBytes: 2048,
		receivedBytes: 3_145_728,
		errors: 2,
		lastError,
		to: 'shop/web-1',
	};
	play.dispatch({type: 'forward', id, traffic});
	type('forwards');
	const screen = screenOf(play);
	expect(screen).toMatch(/─ forwards/);
	expect(screen).toMatch(/127\.0\.0\.1:8080 +.*web:8080 +open \d+s +1\/7 +2 KiB +3 MiB +2/);
	expect(screen.replace(/\s+/g, ' ')).toContain(lastError.slice(-60));
});

test('it is stopped by x and started again by r, which asks', () => {
	const id = begin();
	type('forwards').press('r');
	expect(play.state.dialog).toBeNull();
	play.press('x');
	expect(play.take()).toContainEqual({type: 'close-forward', id});
	expect(screenOf(play)).toMatch(/stopped/);
	play.press('r');
	expect(screenOf(play)).toContain('Forward a port of web?');
	play.press('y');
	expect(play.take()).toMatchObject([{type: 'open-forward', port: 8080, localPort: 8080}]);
	// It takes the place of the one that is over.
	expect([...play.state.forwards.values()].map(({status}) => status)).toEqual(['starting']);
});

test('a local port that is taken is a form with the next free one, which nobody takes silently', () => {
	openForm();
	const id = send();
	play.dispatch({type: 'port-taken', id, port: 8080, free: 8081, at: play.state.now});
	const {dialog} = play.state;
	expect(dialog).toMatchObject({type: 'form', values: {port: '8080', localPort: '8081'}});
	expect(screenOf(play)).toContain('port 8080 is not free on this machine, 8081 is');
	expect(play.take()).toEqual([]);
	play.press('ctrl-s');
	expect(play.take()).toMatchObject([{type: 'open-forward', port: 8080, localPort: 8081}]);
});

test('the journal has its beginning, and its end only when it ends, whatever else happens to the row', () => {
	const id = begin();
	const lines = () => play.written.map(line => ('type' in line ? line.type : ''));
	play.dispatch(reported({...web, state: 'stopped'}));
	expect(lines()).toEqual(['sent', 'answered']);
	const traffic = {
		connections: 0,
		total: 1,
		sentBytes: 10,
		receivedBytes: 20,
		errors: 0,
		lastError: null,
		to: null,
	};
	play.dispatch({type: 'forward', id, traffic});
	type('forwards').press('x');
	expect(play.written.at(-1)).toMatchObject({
		type: 'ended',
		outcome: 'done',
		message: 'stopped: 1 connection, 10 B sent, 20 B received',
	});
});

test('all of a source end when it is turned off', () => {
	const id = begin();
	type('sources').press('space');
	expect(play.take()).toContainEqual({type: 'close-forward', id});
	expect(play.written.at(-1)).toMatchObject({type: 'ended', outcome: 'done'});
});

test('quitting names what ends with it, and :q asks as well', () => {
	begin();
	type('q');
	expect(play.take()).toEqual([]);
	expect(screenOf(play)).toMatch(
		/Quit rwatch\?[\s\S]*Forwarded ports end with it:[\s\S]*127\.0\.0\.1:8080 to container web/,
	);
	play.press('n q');
	expect(screenOf(play)).toContain('Forwarded ports end with it:');
	play.press('enter');
	expect(play.take()).toEqual([]);
	play.press('q y');
	expect(play.take().map(({type}) => type)).toEqual(['exit']);
	play.dispatch({type: 'leaving', at: play.state.now});
	expect(play.take().map(({type}) => type)).toEqual(['close-forward']);
	expect(play.written.at(-1)).toMatchObject({
		type: 'ended',
		message: expect.stringMatching(/^rwatch was quit/),
	});
});

test('without one, :q quits at once', () => {
	type('q');
	expect(play.take().map(({type}) => type)).toContain('exit');
});

test('a forward that is lost says so', () => {
	const id = begin();
	play.dispatch({type: 'forward-broken', id, error: 'the port was closed', at: start + 5000});
	expect(play.state.notice?.text).toContain('the port was closed');
	expect(play.state.forwards.get(id)?.status).toBe('failed');
});
