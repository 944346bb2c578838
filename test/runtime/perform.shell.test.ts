import {describe, expect, test, vi} from 'vitest';
import {bareResource, bareSource, performing} from './stage.js';

const web = bareResource('prod', 'web-1');

describe('a shell', () => {
	test('is over when it ends, and the screen goes on', async () => {
		const {perform, emitted} = performing(bareSource('prod'));
		perform({type: 'open-shell', id: 4, resource: web});
		const outcome = {follow: false, message: null};
		await vi.waitFor(() =>
			expect(emitted).toEqual([{type: 'action-accepted', id: 4, outcome, at: 1000}, {type: 'resumed'}]),
		);
	});

	test('that cannot be opened is a failed action', async () => {
		const shell = () => Promise.reject(new Error('no such program'));
		const {perform, emitted} = performing(bareSource('prod'), {shell});
		perform({type: 'open-shell', id: 4, resource: web});
		await vi.waitFor(() =>
			expect(emitted).toEqual([
				{type: 'action-failed', id: 4, error: 'no such program', at: 1000},
				{type: 'resumed'},
			]),
		);
	});
});

test('the journal is appended to, and shows what was written and what is in it', () => {
	const {perform, emitted, written} = performing(bareSource('prod'));
	const line = {type: 'answered', id: '1', time: 'now', row: null, message: null} as const;
	perform({type: 'journal', lines: [line]});
	expect([written, emitted]).toEqual([[[line]], [{type: 'journal', own: true, lines: [line]}]]);
	perform({type: 'load-journal'});
	expect(emitted.at(-1)).toEqual({type: 'journal', own: false, lines: [{type: 'sent'}]});
});
