import {expect, test} from 'vitest';
import type {Source} from '../../source/model/source.js';
import {createRequests} from '../../source/runtime/requests.js';
import type {Message} from '../../source/state/message.js';
import {field} from '../state/stage.js';
import {until} from '../until.js';
import {bareResource, bareSource} from './stage.js';

const upgrade = {name: 'upgrade', title: 'Upgrade', verb: null, dangerous: false} as const;
const web = bareResource('prod', 'web-1');

/** Requests to a source that answers when it should, and the signals that it was given. */
const asking = () => {
	const signals: AbortSignal[] = [];
	const answers: (() => void)[] = [];
	const wait = (signal: AbortSignal) =>
		new Promise<void>(resolve => {
			signals.push(signal);
			answers.push(resolve);
		});
	const source: Source = bareSource('prod', {
		form: (_resource, _action, signal) => wait(signal).then(() => []),
		object: (_resource, signal) => wait(signal).then(() => ({id: 'web-1'})),
	});
	const emitted: Message[] = [];
	const store = {dispatch: (message: Message) => void emitted.push(message), emitLog: () => undefined};
	const terminal = {runPlugin: async () => ({status: 'exit code 0', isGood: true, output: ''})};
	const options = {store: () => store, now: () => 1000, terminal};
	return {...createRequests(options, () => source), signals, answers, emitted};
};

test('an answer comes under the id of its question', async () => {
	const {performers, answers, emitted} = asking();
	performers['load-form']({type: 'load-form', id: 7, resource: web, others: [], action: upgrade});
	answers[0]?.();
	await until(() => expect(emitted).toEqual([{type: 'form', id: 7, at: 1000, fields: [], error: null}]));
});

test('a question that is aborted ends at the server, and its answer is not reported', async () => {
	const {performers, signals, answers, emitted} = asking();
	performers['load-form']({type: 'load-form', id: 7, resource: web, others: [], action: upgrade});
	performers['load-form']({type: 'load-form', id: 8, resource: web, others: [], action: upgrade});
	performers.abort({type: 'abort', id: 7});
	expect(signals.map(({aborted}) => aborted)).toEqual([true, false]);
	for (const answer of answers) answer();
	await until(() => expect(emitted).toMatchObject([{type: 'form', id: 8}]));
});

test('the same question again ends the one before', async () => {
	const {performers, signals, answers, emitted} = asking();
	for (let count = 0; count < 2; count++) {
		performers['load-object']({type: 'load-object', view: 3, resource: web});
	}

	expect(signals.map(({aborted}) => aborted)).toEqual([true, false]);
	for (const answer of answers) answer();
	await until(() => expect(emitted).toMatchObject([{type: 'object', view: 3}]));
});

test('the end of the program ends all of them', () => {
	const {performers, abortAll, signals} = asking();
	performers['load-object']({type: 'load-object', view: 3, resource: web});
	performers['load-form']({type: 'load-form', id: 7, resource: web, others: [], action: upgrade});
	abortAll();
	expect(signals.map(({aborted}) => aborted)).toEqual([true, true]);
});

test('rows that must take the same inputs are all asked for theirs', async () => {
	const shop = (name: string) => bareResource('prod', name);
	const images: Record<string, readonly string[]> = {web: ['web', 'proxy'], api: ['proxy'], db: ['db']};
	const source = bareSource('prod', {
		form: async ({name}) => (images[name] ?? []).map(one => field(one)),
	});
	const emitted: Message[] = [];
	const store = {dispatch: (message: Message) => void emitted.push(message), emitLog: () => undefined};
	const terminal = {runPlugin: async () => ({status: 'exit code 0', isGood: true, output: ''})};
	const {performers} = createRequests({store: () => store, now: () => 1000, terminal}, () => source);
	const load = (id: number, first: string, ...others: readonly string[]): void =>
		performers['load-form']({
			type: 'load-form',
			id,
			resource: shop(first),
			others: others.map(shop),
			action: upgrade,
		});
	load(1, 'web', 'api');
	await until(() => expect(emitted).toMatchObject([{id: 1, fields: [{name: 'proxy'}], error: null}]));
	load(2, 'web', 'api', 'db');
	await until(() =>
		expect(emitted).toMatchObject([{id: 1}, {id: 2, fields: null, error: /web: web; proxy; api: proxy/}]),
	);
});
