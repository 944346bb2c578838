import {expect, test} from 'vitest';
import {RefusedError, ServerError} from '../../source/model/errors.js';
import {labelOf, packLabels} from '../../source/model/labels.js';
import type {LogEvent} from '../../source/model/log.js';
import type {Source, SourceEvent} from '../../source/model/source.js';
import {heldSecrets} from '../../source/secrets/held.js';
import {redacted, redactResource} from '../../source/sources/redacted.js';
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

test('a row without secrets is the same object', () => {
	expect(redactResource(row)).toBe(row);
});

test('the cells and messages of a row lose their secrets, its addresses stay', () => {
	const cells = {
		COMMAND: 'agent http://h/v1/scripts/ABC:1:x',
		'REGISTRATION URL': 'http://h/v1/scripts/ABC:1:x',
		PASSWORD: 'geheim',
		SECRET: 'tls-of-web',
		PORTS: 80,
	};
	expect(redactResource({...row, message: 'DB_PASS=geheim', cells})).toEqual({
		...row,
		message: 'DB_PASS=***',
		cells: {
			COMMAND: 'agent http://h/v1/scripts/***',
			'REGISTRATION URL': 'http://h/v1/scripts/***',
			PASSWORD: '***',
			SECRET: 'tls-of-web',
			PORTS: 80,
		},
	});
	const setting = {...row, name: 'api.auth.secret', cells: {VALUE: 'geheim', NAME: 'x'}};
	expect(redactResource(setting).cells).toEqual({VALUE: '***', NAME: 'x'});
});

test('labels lose their secrets, and are the same text where they have none', () => {
	const labels = packLabels({app: 'web', 'example.com/db-password': 'geheim', url: 'http://u:geheim@h/'});
	const shown = redactResource({...row, labels}).labels ?? '';
	expect(labelOf(shown, 'app')).toBe('web');
	expect(shown).not.toContain('geheim');
	const harmless = {...row, labels: packLabels({app: 'web'})};
	expect(redactResource(harmless)).toBe(harmless);
});

test('a value that is held later goes from texts and labels that were looked at before', () => {
	const labels = packLabels({app: 'web', from: 'Kirschbaum-77'});
	const seen = {...row, name: 'web-Kirschbaum-77', cells: {IMAGE: 'nginx', HOST: 'Kirschbaum-77'}, labels};
	expect(redactResource(seen)).toBe(seen);
	heldSecrets.hold('Kirschbaum-77');
	const shown = redactResource(seen);
	heldSecrets.clear();
	expect(JSON.stringify(shown)).not.toContain('Kirschbaum');
	expect(shown).toMatchObject({name: 'web-***', cells: {IMAGE: 'nginx', HOST: '***'}});
});

test('a word that is a password goes from the message only, although another text of the row has it', () => {
	heldSecrets.hold('kirsche');
	const shown = redactResource({...row, name: 'kirsche', message: 'refused: kirsche'});
	heldSecrets.clear();
	expect(shown).toMatchObject({name: 'kirsche', message: 'refused: ***'});
});

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
