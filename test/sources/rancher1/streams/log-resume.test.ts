import {expect, test} from 'vitest';
import {LogResume} from '../../../../source/sources/rancher1/streams/log-resume.js';

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
	take(resume, ['30.9', 'out']);
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
