import {describe, expect, test} from 'vitest';
import {instantOf, LogResume} from '../../../source/sources/streams/log-resume.js';

const line = (second: string, text: string) => ({
	stream: 'stdout' as const,
	stamp: `2019-03-11T09:20:${second}Z`,
	text,
	origin: null,
});

const take = (resume: LogResume, ...lines: readonly (readonly [string, string])[]) =>
	lines.map(([second, text]) => resume.take(line(second, text)));

test('everything is new at first', () => {
	const resume = new LogResume();
	resume.begin();
	expect(take(resume, ['01.1', 'a'], ['01.1', 'a'])).toEqual(['new', 'new']);
});

test('lines that come again are told once, as often as they were there', () => {
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

test('lines from long before the break are not told, though they were never seen', () => {
	const resume = new LogResume();
	take(resume, ['30', 'last']);
	resume.begin();
	expect(take(resume, ['02', 'history'], ['30', 'last'], ['31', 'next'])).toEqual([
		'repeated',
		'repeated',
		'new',
	]);
});

test('a line that comes late by less than a second is told', () => {
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

test('a line without stamp is always told', () => {
	const resume = new LogResume();
	take(resume, ['01', 'a']);
	resume.begin();
	expect(resume.take({...line('01', 'a'), stamp: null})).toBe('new');
});

test('it keeps only what a resume could repeat', () => {
	const resume = new LogResume();
	for (let second = 10; second < 60; second++)
		take(resume, ...Array.from({length: 40}, (_, index) => [`${second}`, `${index}`] as const));
	resume.begin();
	expect(take(resume, ['10', '0'], ['59', '0'], ['59', '0'])).toEqual(['repeated', 'repeated', 'new']);
});

describe('stamps of any precision and offset', () => {
	const at = (stamp: string, text: string) => ({stream: 'combined', stamp, text, origin: null}) as const;

	test('stamps with the offset of a node compare as instants', () => {
		const inOrder = [
			'2026-01-01T01:59:59.999+02:00',
			'2026-01-01T00:00:00Z',
			'2025-12-31T14:00:00.000000001-10:00',
			'2026-01-01T05:30:00.1+05:30',
		];
		expect([...inOrder].reverse().sort((one, other) => (instantOf(one) < instantOf(other) ? -1 : 1))).toEqual(
			inOrder,
		);
	});

	test('a log of a node east of UTC is asked for again from the same instant', () => {
		const resume = new LogResume();
		resume.take(at('2026-01-01T01:00:05.25+02:00', 'a'));
		expect(resume.second).toBe('2025-12-31T23:00:05Z');
	});

	test('stamps compare, whatever zeros were omitted', () => {
		const inOrder = [
			'2026-01-01T00:00:00Z',
			'2026-01-01T00:00:00.1Z',
			'2026-01-01T00:00:00.12Z',
			'2026-01-01T00:00:01Z',
		];
		expect([...inOrder].reverse().sort((one, other) => (instantOf(one) < instantOf(other) ? -1 : 1))).toEqual(
			inOrder,
		);
	});

	test('lines of the same second are told apart by their stamps, equal ones counted', () => {
		const resume = new LogResume();
		expect(resume.second).toBeNull();
		const first = [
			at('2026-01-01T00:00:05.1Z', 'a'),
			at('2026-01-01T00:00:05.2Z', 'b'),
			at('2026-01-01T00:00:05.2Z', 'b'),
		];
		resume.begin();
		expect(first.map(one => resume.take(one))).toEqual(['new', 'new', 'new']);
		expect(resume.second).toBe('2026-01-01T00:00:05Z');
		resume.begin();
		const second = [...first, at('2026-01-01T00:00:05.2Z', 'b'), at('2026-01-01T00:00:05.3Z', 'c')];
		expect(second.map(one => resume.take(one))).toEqual(['repeated', 'repeated', 'repeated', 'new', 'new']);
	});

	test('lines before the first, which were not asked for, stay away', () => {
		const resume = new LogResume();
		resume.take(at('2026-01-01T00:00:05.500000002Z', 'first'));
		resume.begin();
		expect(resume.take(at('2026-01-01T00:00:05.500000001Z', 'before'))).toBe('repeated');
		expect(resume.take(at('2026-01-01T00:00:05.500000002Z', 'first'))).toBe('repeated');
		expect(resume.take(at('2026-01-01T00:00:05.500000002Z', 'next'))).toBe('new');
	});
});
