import {describe, expect, test, vi} from 'vitest';
import type {Terminal} from '../../source/runtime/performers.js';
import {until} from '../until.js';
import {bareResource, bareSource, performing} from './stage.js';

const web = bareResource('prod', 'web-1');

describe('a shell', () => {
	test('is over with its exit status when it ends, and the screen goes on', async () => {
		const {perform, emitted} = performing(bareSource('prod'));
		perform({type: 'open-shell', id: 4, resource: web, container: null});
		const outcome = {follow: false, message: 'exit status 3'};
		await until(() =>
			expect(emitted).toEqual([{type: 'action-accepted', id: 4, outcome, at: 1000}, {type: 'resumed'}]),
		);
	});

	test('that cannot be opened is a failed action', async () => {
		const shell = () => Promise.reject(new Error('no such program'));
		const {perform, emitted} = performing(bareSource('prod'), {shell});
		perform({type: 'open-shell', id: 4, resource: web, container: null});
		await until(() =>
			expect(emitted).toEqual([
				{type: 'action-failed', id: 4, error: 'no such program', at: 1000},
				{type: 'resumed'},
			]),
		);
	});
});

test('a line of a shell waits for its verdict, and its end is reported', async () => {
	const shell: Terminal['shell'] = async (_source, _resource, session) => {
		const verdict = await session.judge('uptime', null);
		if (verdict.type === 'send') session.ended(verdict.id, {outcome: 'done', message: 'exit code 0'});
		return null;
	};
	const {perform, emitted} = performing(bareSource('prod'), {shell});
	perform({type: 'open-shell', id: 4, resource: web, container: null});
	await until(() =>
		expect(emitted).toEqual([{type: 'shell-line', shell: 4, line: 'uptime', typed: null, at: 1000}]),
	);
	perform({type: 'answer-line', shell: 4, verdict: {type: 'send', id: 5}});
	const end = {outcome: 'done', message: 'exit code 0'};
	await until(() => expect(emitted[1]).toEqual({type: 'line-ended', id: 5, end, at: 1000}));
});

test('the journal is appended to, and shows what was written and what is in it', () => {
	const {perform, emitted, written} = performing(bareSource('prod'));
	const line = {type: 'answered', id: '1', time: 'now', row: null, message: null} as const;
	perform({type: 'journal', lines: [line]});
	expect([written, emitted]).toEqual([[[line]], [{type: 'journal', own: true, lines: [line]}]]);
	perform({type: 'load-journal'});
	expect(emitted.at(-1)).toEqual({type: 'journal', own: false, lines: [{type: 'sent'}]});
});

describe('who is logged in', () => {
	const identity = {user: 'anna', means: null, expiresAt: null, isRenewed: false, rights: []};
	const answer = {type: 'identity', source: 'prod', at: 1000} as const;

	test('is asked of the source', async () => {
		const whoami = vi.fn(async () => identity);
		const {perform, emitted} = performing(bareSource('prod', {whoami}));
		perform({type: 'load-identity', source: 'prod', withRights: true});
		await until(() => expect(emitted).toEqual([{...answer, identity, error: null}]));
		expect(whoami).toHaveBeenCalledWith(true, expect.any(AbortSignal));
	});

	test('is not known of a source that does not say, such as a recording', async () => {
		const {perform, emitted} = performing(bareSource('prod'));
		perform({type: 'load-identity', source: 'prod', withRights: false});
		const error = 'it does not say who is logged in';
		await until(() => expect(emitted).toEqual([{...answer, identity: null, error}]));
	});
});
