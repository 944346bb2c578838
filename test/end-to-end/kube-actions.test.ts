import {afterEach, expect, test} from 'vitest';
import {type Rancher2Server, serveRancher2} from '../../source/demo/rancher2/server.js';
import {cluster} from '../sources/rancher2/start.js';
import {until} from '../until.js';
import {dataRows, open} from './stage.js';
import type {TerminalProgram} from './terminal.js';

let server: Rancher2Server | null = null;

afterEach(async () => {
	await server?.close();
	server = null;
});

const kept = `apps.deployment/${cluster}:shop/web`;
const clear = '\u0015';
const submit = '\u0013';
// Keys so soon after a question opened do not answer it.
const tooEarlyMs = 300;

const start = async (argv: readonly string[], small = true) => {
	const rancher = await serveRancher2({small, life: false, pace: 0.002});
	server = rancher;
	const {name, secret} = rancher.token;
	const terminal = open([`rancher2+${rancher.url}`, ...argv], {
		environment: {RANCHER_TOKEN: `${name}:${secret}`},
	});
	await terminal.waitFor(screen => /\blive\b/.test(screen) && dataRows(screen).length > 0);
	const settled = async (): Promise<void> => {
		const from = Date.now();
		await until(() => expect(Date.now() - from).toBeGreaterThan(tooEarlyMs));
	};
	return {terminal, rancher, settled};
};

/** Moves to an entry of the open menu, and chooses it. */
const choose = async (terminal: TerminalProgram, title: string): Promise<void> => {
	const menu = terminal.screen().filter(line => line.includes('│'));
	const steps = menu.findIndex(line => line.includes(title)) - menu.findIndex(line => line.includes('│ > '));
	terminal.type('j'.repeat(steps));
	await terminal.waitFor(screen => screen.includes(`> ${title}`));
	terminal.type('\r');
};

test('i shows the present image in a form, and sends the new one', async () => {
	const {terminal, rancher, settled} = await start(['-k', 'deployments', '-f', 'shop/web']);
	terminal.type('i');
	await terminal.waitFor(
		screen =>
			screen.includes('Set image of shop/web') && screen.includes('registry.example.net/shop/web:3.18.0'),
	);
	await settled();
	terminal.type(`${clear}shop/web:9`);
	await terminal.waitFor(screen => screen.includes('shop/web:9'));
	terminal.type(submit);
	await until(() => expect(rancher.world.get(kept).fields.image).toBe('shop/web:9'));
});

test('an eviction asks first, and a disruption budget refuses it in words', async () => {
	const {terminal, rancher} = await start(['-k', 'pods', '-f', 'shop/web']);
	rancher.world.change(kept, {minAvailable: 1});
	terminal.type('a');
	await terminal.waitFor(screen => screen.includes('Evict - dangerous'));
	await choose(terminal, 'Evict');
	await terminal.waitFor(screen => screen.includes('Evict shop/web') && screen.includes('[No]'));
	terminal.type('y');
	await terminal.waitFor(screen => {
		const text = screen.replace(/\s+/g, ' ');
		return text.includes(
			'The disruption budget web needs 1 healthy pods and has 1 currently; try again when',
		);
	});
	expect(rancher.world.list('pod', cluster)).toHaveLength(1);
});

test('a cron job is triggered from the menu, and the new job is said', async () => {
	const {terminal} = await start(['-k', 'cronjobs'], false);
	terminal.type('a');
	await terminal.waitFor(screen => screen.includes('Trigger now'));
	await choose(terminal, 'Trigger now');
	await terminal.waitFor(
		screen => screen.includes('Trigger shop/nightly-export now?') && screen.includes('[No]'),
	);
	terminal.type('y');
	await terminal.waitFor(screen => /job shop\/nightly-export-manual-\w+ was created/.test(screen));
});
