import {expect, test} from 'vitest';
import {RefusedError, ServerError} from '../../source/model/errors.js';
import type {LogEvent} from '../../source/model/log.js';
import type {Source, SourceEvent} from '../../source/model/source.js';
import {heldSecrets} from '../../source/secrets/held.js';
import {redacted} from '../../source/sources/redacted.js';
import {resource} from '../state/rows.js';

const row = resource({
	scope: '1a5',
	name: 'web',
	cells: {IMAGE: 'nginx:1.17', COMMAND: 'nginx -g "daemon off;"', PORTS: 80},
});

const nothing = async () => {
	throw new Error('not asked for');
};

/** A source that answers so. */
const source = (answers: Partial<Source>): Source =>
	redacted({
		name: 'prod',
		family: 'rancher1',
		url: 'http://h',
		insecure: false,
		watch: nothing,
		show: () => undefined,
		relist: () => undefined,
		form: nothing,
		act: nothing,
		object: nothing,
		logs: nothing,
		...answers,
	});

const never = new AbortController().signal;

test('what is reported loses its secrets', async () => {
	const emitted: SourceEvent[] = [];
	const at = 0;
	const message = 'Authorization: Basic Z2VoZWlt';
	await source({
		async watch(emit) {
			emit({type: 'fault', source: 'prod', at, message});
			emit({type: 'removed', source: 'prod', at, key: row.key, resource: {...row, message}});
			const missing = [{kind: 'pod', message, reason: message, refused: false}];
			emit({type: 'status', source: 'prod', scope: '', at, status: 'live', message, retryAt: null, missing});
		},
	}).watch(event => emitted.push(event), never);
	expect(emitted).toHaveLength(3);
	expect(JSON.stringify(emitted)).not.toContain('Z2VoZWlt');
});

test('an error keeps its class and what is known of it', async () => {
	const account = {
		attempted: 'Cannot act',
		target: 'http://h',
		answer: 'token=geheim',
		advice: 'password: geheim',
	};
	const acting = source({act: () => Promise.reject(new ServerError(account, 422, 'Bad', undefined, 7))});
	const error = await acting
		.act({resource: row, action: {name: 'x'} as never, input: {}}, never)
		.catch(String);
	expect(error).not.toContain('geheim');
	const refusing = source({object: () => Promise.reject(new RefusedError(account))});
	await expect(refusing.object(row, never)).rejects.toMatchObject({
		name: 'RefusedError',
		account: {answer: 'token=***', advice: 'password: ***'},
	});
});

test('what an action is answered with loses its secrets', async () => {
	const answer = {dockerComposeConfig: 'web:\r\n  environment:\r\n    SECRET_TOKEN: geheim\r\n'};
	const outcome = {follow: false, message: 'password=geheim', answer};
	const acting = source({act: async () => outcome});
	expect(await acting.act({resource: row, action: {name: 'x'} as never, input: {}}, never)).toEqual({
		follow: false,
		message: 'password=***',
		answer: {dockerComposeConfig: 'web:\r\n  environment:\r\n    SECRET_TOKEN: ***\r\n'},
	});
});

test('a log is shown as it was written, but for what rwatch itself holds', async () => {
	heldSecrets.hold('rwatch-own-Key-1');
	const emitted: LogEvent[] = [];
	const line = {stream: 'stdout', time: null, text: 'password=x rwatch-own-Key-1', origin: null} as const;
	await source({
		async logs(_resource, _options, emit) {
			emit({type: 'line', line});
		},
	}).logs(
		row,
		{lines: 1, sinceSeconds: null, previous: false, container: null},
		event => emitted.push(event),
		never,
	);
	expect(emitted).toEqual([{type: 'line', line: {...line, text: 'password=x ***'}}]);
});
