import {expect, test} from 'vitest';
import type {Terminal} from '../../source/runtime/performers.js';
import {row} from '../state/rows.js';
import {until} from '../until.js';
import {bareSource, performing} from './stage.js';

const alert = {when: 'health:error', run: [['page-me'] as const]};

test('a person is called by the terminal', () => {
	const calls: unknown[] = [];
	const {perform} = performing(bareSource('prod'), {call: call => void calls.push(call)});
	perform({type: 'call', text: 'web fails', bell: true, notify: false});
	expect(calls).toEqual([{text: 'web fails', bell: true, notify: false}]);
});

test('the programs of an alert run until the end, and each that fails is a notice', async () => {
	let ends: AbortSignal | null = null;
	const runAlert: Terminal['runAlert'] = async (_alert, _row, more, failed, signal) => {
		ends = signal;
		failed(`page-me failed with ${more}`);
		throw new Error('it could not be loaded');
	};
	const {perform, close, emitted} = performing(bareSource('prod'), {runAlert});
	perform({type: 'run-alert', alert, row: row(), more: 2});
	const notices = [
		{type: 'notice', level: 'error', text: 'page-me failed with 2', at: 1000},
		{type: 'notice', level: 'error', text: 'it could not be loaded', at: 1000},
	];
	await until(() => expect(emitted).toEqual(notices));
	expect(ends).toMatchObject({aborted: false});
	close();
	expect(ends).toMatchObject({aborted: true});
});
