import {expect, test} from 'vitest';
import type {Evidence, Surroundings} from '../../source/model/explanation.js';
import type {Source} from '../../source/model/source.js';
import {until} from '../until.js';
import {bareResource, bareSource, performing} from './stage.js';

const web = bareResource('prod', 'web-1');
const surroundings: Surroundings = {
	subject: {resource: web, since: null, stuck: false},
	rows: [],
	omitted: 0,
	now: 1000,
};

const evidence: Evidence = {
	title: 'its object',
	about: web.key,
	what: 'object',
	at: 1000,
	answer: {},
	error: null,
};

const finding = {
	severity: 'error',
	role: 'cause',
	text: 'it fails',
	quotes: [],
	since: null,
	row: null,
} as const;

const asking = (source: Partial<Source>) => performing(bareSource('prod', source));

test('a row is explained by its source, from what is known', async () => {
	const {perform, emitted} = asking({
		explain: async (_rows, known) => ({findings: known.map(() => finding), machines: [], events: []}),
	});
	perform({type: 'explain', view: 3, surroundings, evidence: [evidence]});
	await until(() =>
		expect(emitted).toEqual([
			{type: 'findings', view: 3, of: web.key, findings: [finding], machines: [], events: [], error: null},
		]),
	);
});

test('a source that explains nothing says so', async () => {
	const {perform, emitted} = asking({});
	perform({type: 'explain', view: 3, surroundings, evidence: []});
	await until(() => expect(emitted).toMatchObject([{findings: [], error: 'prod explains nothing'}]));
});

test('each answer comes by itself, then that there are no more', async () => {
	const {perform, emitted} = asking({
		async gather(_rows, emit) {
			emit(evidence);
			emit({...evidence, what: 'events'});
		},
	});
	perform({type: 'gather', view: 3, parts: [surroundings]});
	await until(() => expect(emitted).toHaveLength(3));
	expect(emitted).toMatchObject([
		{type: 'evidence', view: 3, of: web.key, evidence: {what: 'object'}},
		{type: 'evidence', view: 3, of: web.key, evidence: {what: 'events'}},
		{type: 'gathered', view: 3, of: null, error: null},
	]);
});

test('a server that cannot be asked says why', async () => {
	const {perform, emitted} = asking({gather: () => Promise.reject(new Error('prod is away'))});
	perform({type: 'gather', view: 3, parts: [surroundings]});
	await until(() =>
		expect(emitted).toMatchObject([
			{type: 'gathered', of: web.key, error: 'prod is away'},
			{type: 'gathered', of: null, error: null},
		]),
	);
});

test('what is answered after the page was left is not shown', async () => {
	let answer: ((one: Evidence) => void) | null = null;
	let isAborted = false;
	const {perform, emitted} = asking({
		gather: (_rows, emit, signal) =>
			new Promise(resolve => {
				answer = emit;
				signal.addEventListener('abort', () => {
					isAborted = true;
					resolve();
				});
			}),
	});
	perform({type: 'gather', view: 3, parts: [surroundings]});
	perform({type: 'close', view: 3});
	await until(() => expect(isAborted).toBe(true));
	(answer as ((one: Evidence) => void) | null)?.(evidence);
	expect(emitted).toEqual([]);
});
