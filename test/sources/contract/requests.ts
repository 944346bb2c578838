import {expect, test} from 'vitest';
import {ToldLog} from '../arena.js';
import {type Stage, until} from './stage.js';

/** Actions are fired, objects and logs are had. */
export const answersRequests = (stage: () => Stage): void => {
	test('fires an action, whose effect comes by the stream', async () => {
		const {arena, live, subjectOf, actionOf} = stage();
		const {source, told} = await live();
		const resource = subjectOf(told);
		const request = {resource, action: actionOf(resource), input: arena.action.input};
		const outcome = await source.act(request, new AbortController().signal);
		expect(outcome.follow).toBe(true);
		await until(() => expect(arena.action.isDone(subjectOf(told))).toBe(true));
	});

	test('says why an action is refused', async () => {
		const {arena, live, subjectOf, actionOf} = stage();
		const {source, told} = await live();
		const resource = subjectOf(told);
		const words = arena.refuse();
		const request = {resource, action: actionOf(resource), input: arena.action.input};
		await expect(source.act(request, new AbortController().signal)).rejects.toThrow(words);
	});

	test('gives the whole object', async () => {
		const {live, subjectOf} = stage();
		const {source, told} = await live();
		const object = await source.object(subjectOf(told), new AbortController().signal);
		expect(Object.keys(object).length).toBeGreaterThan(3);
	});

	test('follows a log over a broken connection, each line once', async ({skip}) => {
		const {arena, live, subjectOf, keep} = stage();
		const {log} = arena;
		if (!log) return skip('this family has no logs');
		const {source, told} = await live();
		const followed = new ToldLog(source, subjectOf(told));
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
