import {stripVTControlCharacters} from 'node:util';
import {expect, test} from 'vitest';
import type {HeaderModel, SourceStatusModel} from '../../../source/state/pages/header.js';
import {headerLines} from '../../../source/views/lines/header-lines.js';
import {bare} from '../stage.js';

const source = (name: string, more: Partial<SourceStatusModel> = {}): SourceStatusModel => ({
	source: name,
	word: 'live',
	note: null,
	health: 'ok',
	insecure: false,
	readOnly: false,
	guarded: false,
	endsIn: null,
	faults: 0,
	...more,
});

const counts = {error: 0, stuck: 0, transitioning: 0, warning: 0, unknown: 0, ok: 0, total: 0};

const sourcesOf = (columns: number, ...sources: readonly SourceStatusModel[]): string => {
	const model: HeaderModel = {sources, counts, eventsPerSecond: 0, news: '', readOnly: false, past: null};
	return stripVTControlCharacters(headerLines(model, columns, 2, bare)[0] ?? '');
};

const three = [
	source('production'),
	source('staging', {word: 'retry in 12s', health: 'warning'}),
	source('salt-eu', {word: 'refused', health: 'error'}),
];

test('sources stand in the order of the configuration where there is room for all', () => {
	const whole = sourcesOf(200, ...three);
	expect(whole).toMatch(/^production .* live {2}staging .* retry in 12s {2}salt-eu .* refused$/);
	expect(sourcesOf(whole.length, ...three)).toBe(whole);
});

test.each([
	[0, '0 events/s'],
	[0.1, '<1 events/s'],
	[0.5, '<1 events/s'],
	[12.4, '12 events/s'],
])('a rate of %d is %s', (eventsPerSecond, expected) => {
	const model: HeaderModel = {
		sources: [],
		counts,
		eventsPerSecond,
		news: '',
		readOnly: false,
		past: null,
	};
	const line = stripVTControlCharacters(headerLines(model, 80, 2, bare)[1] ?? '');
	expect(line.endsWith(` ${expected}`)).toBe(true);
});

test('where there is not, those that do not work come first, and the others are counted', () => {
	const whole = sourcesOf(200, ...three);
	expect(sourcesOf(whole.length - 1, ...three)).toMatch(/^salt-eu .* refused {2}staging .* 12s {2}\+1 more$/);
	expect(sourcesOf(30, ...three)).toMatch(/^salt-eu .* refused {2}\+2 more$/);
});

test('one is shown however little room there is', () => {
	expect(sourcesOf(10, ...three)).toMatch(/^salt-eu/);
});

test('one alone that is wider than the screen leaves out no others', () => {
	expect(sourcesOf(12, source('rancher.production.example.com'))).not.toContain('more');
});

test('a replay says so, on a low terminal too', () => {
	const model: HeaderModel = {
		sources: three,
		counts,
		eventsPerSecond: 0,
		news: '',
		readOnly: false,
		past: {text: 'replay 14:05:10 x1', reach: ''},
	};
	for (const rows of [1, 2])
		expect(headerLines(model, 80, rows, bare)[0]).toMatch(/^.*replay 14:05:10 x1.* {2}/);
});

test('counts lose their words before the answers or how far back the past reaches is left out', () => {
	const many = {...counts, error: 12, stuck: 1, transitioning: 15, warning: 4, ok: 400, total: 432};
	const model: HeaderModel = {
		sources: three,
		counts: many,
		eventsPerSecond: 7,
		news: '3 answered (ctrl-n)',
		readOnly: false,
		past: null,
	};
	const past = {text: 'PAST 14:05:10, 1m ago', reach: 'back to 13:47:39, the start (1.4 MB)'};
	const linesOf = (shown: HeaderModel) => stripVTControlCharacters(headerLines(shown, 80, 2, bare)[1] ?? '');
	expect(linesOf(model)).toMatch(
		/^✗ 12 {2}! 1 {2}◐ 15 {2}▲ 4 {2}● 400 .* 3 answered \(ctrl-n\) {2}7 events\/s$/,
	);
	expect(linesOf({...model, news: ''})).toMatch(/^✗ 12 error {2}! 1 stuck .* 7 events\/s$/);
	expect(linesOf({...model, past})).toMatch(/^✗ 12 {2}! 1 .* 3 answered \(ctrl-n\)$/);
	expect(linesOf({...model, news: '', past})).toMatch(
		/^✗ 12 {2}! 1 .* back to 13:47:39, the start \(1\.4 MB\)$/,
	);
});
