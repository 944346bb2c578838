import {describe, expect, test, vi} from 'vitest';
import {ServerError} from '../../source/model/errors.js';
import type {LogEvent} from '../../source/model/log.js';
import type {Resource} from '../../source/model/resource.js';
import type {Source} from '../../source/model/source.js';
import {until} from '../until.js';
import {bareResource, bareSource, performing} from './stage.js';

const stop = {name: 'stop', title: 'Stop', verb: 'stop', dangerous: true} as const;
const options = {lines: 100, sinceSeconds: null, previous: false, container: null};
const web = bareResource('prod', 'web-1');
const database = bareResource('prod', 'db-1');

describe('an action', () => {
	test('is sent to the source of its row, and what the server took is reported', async () => {
		const act = vi.fn(async () => ({follow: true, message: null}));
		const {perform, emitted} = performing(bareSource('prod', {act}));
		const request = {resource: web, action: stop, input: {timeout: 10}};
		perform({type: 'act', id: 7, request});
		await until(() =>
			expect(emitted).toEqual([
				{type: 'action-accepted', id: 7, outcome: {follow: true, message: null}, at: 1000},
			]),
		);
		expect(act).toHaveBeenCalledWith(request, expect.any(AbortSignal));
	});

	test('that fails gives the reason, without where: the row says that', async () => {
		const account = {
			attempted: 'Cannot stop web-1',
			target: 'http://prod/v2-beta',
			answer: 'HTTP 409 Conflict',
			advice: 'try again',
		};
		const act = () => Promise.reject(new ServerError(account, 409, 'Conflict'));
		const {perform, emitted} = performing(bareSource('prod', {act}));
		perform({type: 'act', id: 7, request: {resource: web, action: stop, input: {}}});
		await until(() =>
			expect(emitted).toEqual([
				{type: 'action-failed', id: 7, error: 'HTTP 409 Conflict; try again', at: 1000},
			]),
		);
	});

	test('of a source that is not there fails in words', async () => {
		const {perform, emitted} = performing(bareSource('other'));
		perform({type: 'act', id: 7, request: {resource: web, action: stop, input: {}}});
		await until(() => expect(emitted).toMatchObject([{error: 'There is no source prod'}]));
	});
});

describe('a log', () => {
	const endless: Source['logs'] = (resource, _options, emit, signal) =>
		new Promise(resolve => {
			emit({type: 'line', line: {stream: 'stdout', time: null, text: `of ${resource.name}`, origin: null}});
			signal.addEventListener('abort', () => {
				emit({type: 'stopped', why: 'ended', message: 'too late', retryMs: null});
				resolve();
			});
		});

	const follow = (view: number, writer: number, resource: Resource = web) =>
		({type: 'follow-log', view, writer, resource, options}) as const;

	test('says under which number each of its writers goes', () => {
		const {perform, logs} = performing(bareSource('prod', {logs: endless}));
		perform(follow(1, 1));
		perform(follow(2, 7));
		perform(follow(2, 8, database));
		expect(logs).toMatchObject([
			[1, {writer: 1, event: {line: {text: 'of web-1'}}}],
			[2, {writer: 7, event: {line: {text: 'of web-1'}}}],
			[2, {writer: 8, event: {line: {text: 'of db-1'}}}],
		]);
	});

	test('of somebody who is gone ends with the last lines', () => {
		let emit: (event: LogEvent) => void = () => undefined;
		let isAborted = () => false;
		const logs: Source['logs'] = async (_resource, _options, given, signal) => {
			emit = given;
			isAborted = () => signal.aborted;
		};
		const performer = performing(bareSource('prod', {logs}));
		performer.perform(follow(1, 1));
		performer.perform({type: 'leave-log', view: 1, writer: 1});
		emit({type: 'line', line: {stream: 'stdout', time: null, text: 'the last', origin: null}});
		expect([performer.logs.length, isAborted()]).toEqual([1, false]);
		emit({type: 'stopped', why: 'ended', message: 'it ended', retryMs: null});
		expect([performer.logs.length, isAborted()]).toEqual([2, true]);
	});

	test('ends with its view, and emits nothing afterwards', () => {
		const signals: AbortSignal[] = [];
		const logs: Source['logs'] = (resource, given, emit, signal) => {
			signals.push(signal);
			return endless(resource, given, emit, signal);
		};
		const performer = performing(bareSource('prod', {logs}));
		performer.perform(follow(1, 1));
		performer.perform(follow(1, 2));
		performer.perform(follow(2, 1));
		performer.perform({type: 'close', view: 1});
		expect(signals.map(({aborted}) => aborted)).toEqual([true, true, false]);
		performer.close();
		expect(signals.every(({aborted}) => aborted)).toBe(true);
		expect(performer.logs).toHaveLength(3);
	});

	test('that cannot be had says so in the view', async () => {
		const {perform, logs} = performing(
			bareSource('prod', {logs: () => Promise.reject(new Error('no host'))}),
		);
		perform(follow(1, 1));
		const event = {type: 'stopped', why: 'broken', message: 'no host', retryMs: null};
		await until(() => expect(logs).toEqual([[1, {writer: 1, event}]]));
	});
});

test('figures of a source that has none are an error in the view', async () => {
	const {perform, emitted} = performing(bareSource('prod'));
	perform({type: 'open-stats', view: 3, resource: web});
	await until(() =>
		expect(emitted).toEqual([
			{type: 'stats', view: 3, stats: null, error: 'prod does not report live figures', isOver: true},
		]),
	);
});

test('a file that was saved is named, one that could not be is an error', async () => {
	const {perform, emitted} = performing(bareSource('prod'), {
		saveLog: ({name}) =>
			name === 'good.log' ? Promise.resolve('/tmp/good.log') : Promise.reject(new Error('disk full')),
	});
	const log = {format: 'text', entries: [], several: false, lost: 0} as const;
	perform({type: 'save-log', name: 'good.log', ...log});
	perform({type: 'save-log', name: 'bad.log', ...log});
	await until(() =>
		expect(emitted).toMatchObject([
			{type: 'notice', level: 'info', text: 'Saved 0 lines to /tmp/good.log'},
			{type: 'notice', level: 'error', text: 'disk full'},
		]),
	);
});

test('nothing is reported once all is closed', async () => {
	let answer: (outcome: {follow: boolean; message: null}) => void = () => undefined;
	const act = () => new Promise<{follow: boolean; message: null}>(resolve => (answer = resolve));
	const {perform, close, emitted} = performing(bareSource('prod', {act}));
	perform({type: 'act', id: 7, request: {resource: web, action: stop, input: {}}});
	close();
	answer({follow: true, message: null});
	await Promise.resolve();
	await Promise.resolve();
	expect(emitted).toEqual([]);
});

describe('a typed command', () => {
	test('goes to its source, and what that answers is reported', async () => {
		const outcome = {follow: true, message: 'job 2026 on 2 minions'};
		const command = vi.fn(async () => outcome);
		const {perform, emitted} = performing(bareSource('eu', {command}));
		perform({type: 'command', id: 3, source: 'eu', line: 'salt * test.ping'});
		const line = 'salt * test.ping';
		await until(() =>
			expect(emitted).toEqual([{type: 'command-accepted', id: 3, source: 'eu', line, outcome, at: 1000}]),
		);
		expect(command).toHaveBeenCalledWith(line, expect.any(AbortSignal));
	});

	test('of a source that takes none is an error', async () => {
		const {perform, emitted} = performing(bareSource('eu'));
		perform({type: 'command', id: 3, source: 'eu', line: 'salt * test.ping'});
		await until(() => expect(emitted).toMatchObject([{type: 'command-failed', id: 3, source: 'eu'}]));
		expect(JSON.stringify(emitted)).toContain('takes no commands');
	});
});

describe('credentials that are asked for', () => {
	test('are tried at once where some were typed, and the screen goes on', async () => {
		const relist = vi.fn();
		const {perform, emitted} = performing(bareSource('prod', {relist}), {askCredentials: async () => true});
		perform({type: 'ask-credentials', source: 'prod'});
		await until(() => expect(emitted).toEqual([{type: 'resumed'}]));
		expect(relist).toHaveBeenCalledOnce();
	});

	test('are as they were where the question was left', async () => {
		const relist = vi.fn();
		const {perform, emitted} = performing(bareSource('prod', {relist}));
		perform({type: 'ask-credentials', source: 'prod'});
		await until(() => expect(emitted).toMatchObject([{type: 'notice', level: 'info'}, {type: 'resumed'}]));
		expect(relist).not.toHaveBeenCalled();
	});
});

test('what is remembered goes into its document', () => {
	const {perform, written} = performing(bareSource('prod'));
	const trouble = {kind: 'all', filter: '', sort: ''};
	perform({type: 'remember', document: 'views', entries: {trouble, old: null}});
	expect(written).toEqual([['views', {trouble, old: null}]]);
});
