import {expect, test} from 'vitest';
import {ObservedLog} from '../arena.js';
import {type Stage, until} from './stage.js';

/** Actions are fired, objects and logs are had. */
export const answersRequests = (stage: () => Stage): void => {
	test('fires an action, whose effect comes by the stream', async () => {
		const {arena, live, subjectOf, actionOf} = stage();
		const {source, observed} = await live();
		const resource = subjectOf(observed);
		const request = {resource, action: actionOf(resource), input: arena.action.input};
		const outcome = await source.act(request, new AbortController().signal);
		expect(outcome.follow).toBe(true);
		await until(() => expect(arena.action.isDone(subjectOf(observed))).toBe(true));
	});

	test('says why an action is refused', async () => {
		const {arena, live, subjectOf, actionOf} = stage();
		const {source, observed} = await live();
		const resource = subjectOf(observed);
		const words = arena.refuse();
		const request = {resource, action: actionOf(resource), input: arena.action.input};
		await expect(source.act(request, new AbortController().signal)).rejects.toThrow(words);
	});

	test('gives the whole object', async () => {
		const {live, subjectOf} = stage();
		const {source, observed} = await live();
		const object = await source.object(subjectOf(observed), new AbortController().signal);
		expect(Object.keys(object).length).toBeGreaterThan(3);
	});

	test('follows a log over a broken connection, each line once', async ({skip}) => {
		const {arena, live, loggedOf, keep} = stage();
		const {log} = arena;
		if (!log) return skip('this family has no logs');
		const {source, observed} = await live();
		const followed = new ObservedLog(source, loggedOf(observed));
		keep(followed);
		await until(() => expect(followed.isLive).toBe(true));
		for (const text of ['one', 'two', 'two']) log.write(text);
		await until(() => expect(followed.texts.slice(-3)).toEqual(['one', 'two', 'two']));
		const before = followed.texts.length;
		arena.server.faults.cut(log.isStream);
		await until(() => expect(followed.events.some(({type}) => type === 'stopped')).toBe(true));
		log.write('three');
		await until(() => expect(followed.isLive).toBe(true));
		log.write('four');
		await until(() => expect(followed.texts).toContain('four'));
		expect(followed.texts.slice(before)).toEqual(['three', 'four']);
	});
};
