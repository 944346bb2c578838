import {expect, test} from 'vitest';
import {live, type Scene, until} from '../scene.js';

/** The console of `web-a.example`: what it shows, and how to type. */
const consoleOf = async (scene: Scene) => {
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
	);
	if (!shell) throw new Error('no console');
	return {
		type: (text: string) => shell.write(Buffer.from(text)),
		ended: shell.ended,
		leave: () => abort.abort(),
		shown: () => shown,
	};
};

test('runs one command at a time, and shows what it returns and its exit code', async () => {
	const scene = await live();
	const {type, shown, ended} = await consoleOf(scene);
	type('echo grüße\r');
	await until(() => expect(shown()).toMatch(/\r\ngrüße\r\n.*web-a\.example> $/s));
	type('exit 3\recho after\r');
	await until(() => expect(shown()).toMatch(/failed with code 3\r\n.*\r\nafter\r\n.*web-a\.example> $/s));
	expect(scene.lows('cmd.run')).toMatchObject([
		{tgt: ['web-a.example'], arg: ['echo grüße']},
		{arg: ['exit 3']},
		{arg: ['echo after']},
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
