import {expect, test} from 'vitest';
import {runAlert} from '../../source/program/run-alert.js';
import type {RowPlace} from '../../source/program/run-plugin.js';
import {lookup, row} from '../state/rows.js';

const place: RowPlace = {
	environment: {PATH: process.env.PATH, RANCHER_TOKEN: 'hush-hush', OWN: 'kept'},
	secretVariables: ['RANCHER_TOKEN'],
	kinds: [],
	lookup: lookup(),
	url: 'https://prod',
};

/** Runs a script as an alert does; returns what is said of its failure. */
const run = async (
	script: string,
	more = 0,
	signal = new AbortController().signal,
): Promise<readonly string[]> => {
	const said: string[] = [];
	const alert = {when: 'health:error', run: [['sh', '-c', script, 'sh', '{name}'] as const]};
	await runAlert(alert, row({id: 'a', state: 'broken'}), more, place, text => said.push(text), signal);
	return said;
};

test('a program gets the row as arguments, variables and JSON, and no credentials', async () => {
	const words = '$1 $RWATCH_KIND $RWATCH_STATE $RWATCH_MORE [$RANCHER_TOKEN] $OWN $RWATCH_ALERT';
	expect(await run(`echo "${words}"; exit 3`, 11)).toEqual([
		'alert health:error: sh failed: exit code 3: shop/web-a container broken 11 [] kept health:error',
	]);
	expect(await run('grep -q \'"state":"broken"\' || exit 4')).toEqual([]);
});

test('one that cannot be started is named', async () => {
	const said: string[] = [];
	const alert = {when: 'a', run: [['/nowhere/page-me'] as const]};
	await runAlert(alert, row(), 0, place, text => said.push(text), new AbortController().signal);
	expect(said).toEqual(["alert a: /nowhere/page-me failed: cannot run '/nowhere/page-me': it was not found"]);
});

test('one that runs at the end of rwatch is ended, and nothing is said', async () => {
	const abort = new AbortController();
	const said = run('sleep 60', 0, abort.signal);
	setImmediate(() => abort.abort());
	expect(await said).toEqual([]);
});
