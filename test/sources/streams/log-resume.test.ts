import {describe, expect, test} from 'vitest';
import {parseInstant} from '../../../source/model/instant.js';
import type {LogLine} from '../../../source/model/log.js';
import {LogResume} from '../../../source/sources/streams/log-resume.js';

const at = (stamp: string, text = 'x'): LogLine => ({
	stream: 'stdout',
	time: parseInstant(stamp),
	text,
	origin: null,
});

const take = (resume: LogResume, ...lines: readonly (readonly [string, string])[]) =>
	lines.map(([second, text]) => resume.take(at(`2019-03-11T09:20:${second}Z`, text)));

test('everything is new at first', () => {
	const resume = new LogResume();
	resume.begin();
	expect(take(resume, ['01.1', 'a'], ['01.1', 'a'])).toEqual(['new', 'new']);
});

test('lines that come again are reported once, as often as they were there', () => {
	const resume = new LogResume();
	take(resume, ['01.5', 'a'], ['02.100000001', 'b'], ['02.1', 'b'], ['02.1', 'b']);
	resume.begin();
	const verdicts = take(
		resume,
		['01.5', 'a'],
		['02.100000001', 'b'],
		['02.1', 'b'],
		['02.1', 'b'],
		['02.1', 'b'],
		['02.2', 'c'],
	);
	expect(verdicts).toEqual(['repeated', 'repeated', 'repeated', 'repeated', 'new', 'new']);
});

test('lines from long before the break are not reported, though they were never seen', () => {
	const resume = new LogResume();
	take(resume, ['30', 'last']);
	resume.begin();
	expect(take(resume, ['02', 'history'], ['30', 'last'], ['31', 'next'])).toEqual([
		'repeated',
		'repeated',
		'new',
	]);
});

test('a line that comes late by less than a second is reported', () => {
	const resume = new LogResume();
	take(resume, ['30.1', 'first'], ['30.9', 'out']);
	resume.begin();
	expect(take(resume, ['30.7', 'err'], ['30.9', 'out'])).toEqual(['new', 'repeated']);
});

test('where nothing comes again, lines may be missing', () => {
	const resume = new LogResume();
	take(resume, ['01', 'a']);
	resume.begin();
	expect(take(resume, ['40', 'x'], ['41', 'y'])).toEqual(['gap', 'new']);
});

test('stamps are compared as times, not as texts', () => {
	const resume = new LogResume();
	take(resume, ['41.100200300', 'a'], ['41.2', 'b']);
	resume.begin();
	expect(take(resume, ['41.2', 'b'], ['41.25', 'c'])).toEqual(['repeated', 'new']);
});

test('a line without stamp is always emitted', () => {
	const resume = new LogResume();
	take(resume, ['01', 'a']);
	resume.begin();
	expect(resume.take({...at('01'), time: null})).toBe('new');
});

test('it keeps only what a resume could repeat', () => {
	const resume = new LogResume();
	for (let second = 10; second < 60; second++)
		take(resume, ...Array.from({length: 40}, (_, index) => [`${second}`, `${index}`] as const));
	resume.begin();
	const again = Array.from({length: 41}, (_, index) => ['59', `${index}`] as const);
	expect(take(resume, ['10', '0'], ...again).indexOf('new')).toBe(41);
});

test('a line is known by its instant, whatever its text is now', () => {
	const resume = new LogResume();
	take(resume, ['01.5', 'a'], ['01.5', 'token=s3cr3t'], ['01.6', 'b']);
	resume.begin();
	expect(take(resume, ['01.5', 'a'], ['01.5', 'token=***'], ['01.5', 'c'], ['01.6', 'b'])).toEqual([
		'repeated',
		'repeated',
		'new',
		'repeated',
	]);
});

describe('stamps of any precision and offset', () => {
	test('a log of a node east of UTC is read again from a second before the newest line', () => {
		const resume = new LogResume();
		expect(resume.from).toBeNull();
		resume.take(at('2026-01-01T01:00:05.25+02:00'));
		resume.take(at('2026-01-01T01:00:05.1+02:00'));
		expect(resume.from).toBe(Date.parse('2025-12-31T23:00:04.250Z'));
	});

	test('lines of the same second are told apart by their stamps, equal ones counted', () => {
		const resume = new LogResume();
		const first = ['2026-01-01T00:00:05.1Z', '2026-01-01T00:00:05.2Z', '2026-01-01T00:00:05.2Z'].map(stamp =>
			at(stamp),
		);
		resume.begin();
		expect(first.map(one => resume.take(one))).toEqual(['new', 'new', 'new']);
		resume.begin();
		const second = [...first, at('2026-01-01T00:00:05.2Z'), at('2026-01-01T00:00:05.3Z')];
		expect(second.map(one => resume.take(one))).toEqual(['repeated', 'repeated', 'repeated', 'new', 'new']);
	});

	test('lines before the first, which were not asked for, stay away', () => {
		const resume = new LogResume();
		resume.take(at('2026-01-01T00:00:05.500000002Z'));
		resume.begin();
		expect(resume.take(at('2026-01-01T00:00:05.500000001Z'))).toBe('repeated');
		expect(resume.take(at('2026-01-01T00:00:05.500000002Z'))).toBe('repeated');
		expect(resume.take(at('2026-01-01T00:00:05.500000002Z'))).toBe('new');
	});
});
