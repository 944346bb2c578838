import {expect, test} from 'vitest';
import type {Api} from '../../../../source/sources/rancher1/wire/api.js';
import {allPages} from '../../../../source/sources/rancher1/wire/pages.js';

const size = 100;
const unused = () => Promise.reject(new Error('not asked for in this test'));

/** A server with rows `1i<n>`; `between` is called after each answer and may change them. */
const server = (ids: number[], between: (ids: number[], answers: number) => void = () => undefined) => {
	const asked: string[] = [];
	const api: Api = {
		project: null,
		allProjects: false,
		keyAdvice: () => '',
		login: () => ({type: 'none', isRenewable: false}),
		url: 'http://proxy.example:8080',
		ask: unused,
		socket: unused,
		ticketSocket: unused,
		close: () => undefined,
		async call({path}) {
			asked.push(path);
			const offset = Number(/marker=m(\d+)/.exec(path)?.[1] ?? 0);
			const data = ids.slice(offset, offset + size).map(id => ({id: `1i${id}`, type: 'container'}));
			const more = ids.length > offset + size;
			const next = more ? `http://internal:8080/v1/containers?limit=100&marker=m${offset + size}` : null;
			between(ids, asked.length);
			return {status: 200, headers: {}, body: {data, pagination: {next}}};
		},
	};
	return {api, asked};
};

const list = async (api: Api, max?: number, onMiscount?: (message: string) => void) => {
	const ids: number[] = [];
	const request = {path: '/v1/containers?limit=100', attempted: 'Cannot list containers'};
	const faults = await allPages(
		api,
		request,
		objects => void ids.push(...objects.map(({id}) => Number(id.slice(2)))),
		{max, onMiscount},
	);
	return {ids, faults};
};

const numbers = (from: number, to: number) => Array.from({length: to - from + 1}, (_, index) => from + index);

test.each([0, 1, 99, 100, 101, 199, 200, 1000])('lists all of %i rows once', async count => {
	const {api} = server(numbers(1, count));
	expect(await list(api)).toEqual({ids: numbers(1, count), faults: []});
});

test('lists a collection of very many pages, each of which counts once', async () => {
	const {api} = server(numbers(1, 60_000));
	expect((await list(api)).ids.length).toBe(60_000);
});

test('passes no row over when rows of earlier pages go away meanwhile', async () => {
	const {api} = server(numbers(1, 350), (ids, answers) => {
		if (answers <= 3) ids.splice(0, 30);
	});
	const {ids} = await list(api);
	expect(ids).toEqual(expect.arrayContaining(numbers(91, 350)));
	expect(new Set(ids).size).toBe(ids.length);
});

test('passes no row over when the very last row of a page goes away', async () => {
	const {api} = server(numbers(1, 250), (ids, answers) => {
		if (answers === 1) ids.splice(99, 1);
	});
	expect((await list(api)).ids).toEqual(numbers(1, 250));
});

test('does not take the same page again and again for a listing', async () => {
	const {api, asked} = server(numbers(1, 100));
	const circle: Api = {
		...api,
		async call(request) {
			const reply = await api.call(request);
			return {
				...reply,
				body: {...reply.body, pagination: {next: 'http://internal:8080/v1/containers?marker=m100'}},
			};
		},
	};
	await expect(list(circle)).rejects.toThrow('the pages repeat');
	expect(asked.length).toBeLessThan(6);
});

test('stops after as many pages as are wanted', async () => {
	const {api} = server(numbers(1, 1000));
	expect((await list(api, 2)).ids.length).toBeLessThanOrEqual(200);
});

test.each([
	[3, [[1], [1]], 'Cannot list containers in full: 2 of 3 are listed'],
	[3, [[1], [1, 2]], null],
	[4, [[1], [1, 2]], /only 3 of 4 are listed/],
	[2, [[1]], null],
	[null, [[1]], null],
])('a list of containers and something else that counts %s', async (total, readings, expected) => {
	const {api} = server([]);
	const asked: unknown[] = [];
	const counting: Api = {
		...api,
		async call() {
			const containers = (readings[asked.length] ?? []).map(id => ({id: `1i${id}`, type: 'container'}));
			asked.push(containers);
			return {status: 200, headers: {}, body: {data: [...containers, {id: 7}], pagination: {total}}};
		},
	};
	const miscounts: string[] = [];
	const listed = list(counting, undefined, message => miscounts.push(message));
	if (expected instanceof RegExp) await expect(listed).rejects.toThrow(expected);
	else expect((await listed).ids).toEqual(readings.at(-1));
	expect(miscounts).toEqual(typeof expected === 'string' ? [expect.stringContaining(expected)] : []);
	expect(asked).toHaveLength(readings.length);
});

test('an answer that is not a collection is an error', async () => {
	const {api} = server([]);
	const broken: Api = {...api, call: async () => ({status: 200, headers: {}, body: {type: 'container'}})};
	await expect(list(broken)).rejects.toThrow('Cannot list containers');
});
