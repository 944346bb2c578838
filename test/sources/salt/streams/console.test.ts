import {expect, test} from 'vitest';
import {sessionOf} from '../../shell-session.js';
import {live, type Scene, until} from '../scene.js';

/** The console of `web-a.example`: what it shows, and how to type. */
const consoleOf = async (scene: Scene, session = sessionOf()) => {
	const abort = new AbortController();
	let shown = '';
	const row = scene.row('minion/web-a.example');
	const shell = await scene.source.shell?.(
		row,
		{columns: 80, rows: 24},
		bytes => {
			shown += Buffer.from(bytes).toString();
		},
		abort.signal,
		session,
	);
	if (!shell) throw new Error('no console');
	return {
		type: (text: string) => shell.write(Buffer.from(text)),
		ended: shell.ended,
		leave: () => abort.abort(),
		shown: () => shown,
		session,
	};
};

test('runs one command at a time, and shows what it returns and its exit code', async () => {
	const scene = await live();
	const {type, shown, ended, session} = await consoleOf(scene);
	type('echo grüße\r');
	await until(() => expect(shown()).toMatch(/\r\ngrüße\r\n.*web-a\.example> $/s));
	type('exit 3\recho after\r');
	await until(() => expect(shown()).toMatch(/failed with code 3\r\n.*\r\nafter\r\n.*web-a\.example> $/s));
	expect(scene.lows('cmd.run')).toMatchObject([
		{tgt: ['web-a.example'], arg: ['echo grüße']},
		{arg: ['exit 3']},
		{arg: ['echo after']},
	]);
	expect(session.ends).toEqual([
		{outcome: 'done', message: expect.stringMatching(/^exit code 0, job \d+$/)},
		{outcome: 'failed', message: expect.stringMatching(/^exit code 3, job \d+$/)},
		{outcome: 'done', message: expect.stringMatching(/^exit code 0, job \d+$/)},
	]);
	type('\u0004');
	expect(await ended).toBeNull();
});

test('has a history, also of the console before, and keys that correct', async () => {
	const scene = await live();
	const first = await consoleOf(scene);
	first.type('echo one\r');
	await until(() => expect(first.shown()).toContain('\r\none\r\n'));
	first.leave();
	await first.ended;
	const {type, shown} = await consoleOf(scene);
	type('\u001b[A\u007f\u007f\u007ftwo\r');
	await until(() => expect(shown()).toContain('\r\ntwo\r\n'));
	type('wrong\u0015echo three\r');
	await until(() => expect(shown()).toContain('\r\nthree\r\n'));
});

test('shows what others wrote harmless', async () => {
	const {type, shown} = await consoleOf(await live());
	type('echo a\u001b[200~b\r');
	await until(() => expect(shown()).toContain('\r\nab\r\n'));
	expect(shown()).not.toContain('\u001b[200~');
});

test('sends nothing that is refused, and says why', async () => {
	const scene = await live();
	const {type, shown} = await consoleOf(
		scene,
		sessionOf(line =>
			line === 'id' ? {type: 'send', id: 2} : {type: 'refuse', reason: 'guarded: by Salt only'},
		),
	);
	type('reboot\r');
	await until(() => expect(shown()).toMatch(/guarded: by Salt only\r\n.*web-a\.example> $/s));
	type('id\r');
	await until(() => expect(scene.lows('cmd.run')).toMatchObject([{arg: ['id']}]));
});

test('asks for a name where one must be typed, which is not a command', async () => {
	const scene = await live();
	const {type, shown, session} = await consoleOf(
		scene,
		sessionOf((_line, typed) => {
			if (typed === null) return {type: 'ask', phrase: 'web-a.example'};
			return typed === 'web-a.example' ? {type: 'send', id: 3} : {type: 'refuse', reason: 'nothing was sent'};
		}),
	);
	type('echo one\r\r');
	await until(() => expect(shown()).toMatch(/Type web-a\.example to run it: \r\nnothing was sent\r\n/));
	type('\u001b[A\rweb-a.example\r');
	await until(() => expect(shown()).toMatch(/\r\none\r\n.*web-a\.example> $/s));
	expect(scene.lows('cmd.run')).toMatchObject([{arg: ['echo one']}]);
	expect(session.lines).toEqual(['echo one', 'echo one', 'echo one', 'echo one']);
});

test('leaves a command that still runs with its end unknown', async () => {
	const scene = await live();
	const {type, leave, ended, session} = await consoleOf(scene);
	type('sleep 60000\r');
	await until(() => expect(scene.lows('cmd.run')).toHaveLength(1));
	leave();
	expect(await ended).toBeNull();
	await until(() => expect(session.ends).toMatchObject([{outcome: 'unknown'}]));
});
