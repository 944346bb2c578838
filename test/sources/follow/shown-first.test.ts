import {expect, test} from 'vitest';
import {shownFirst} from '../../../source/sources/follow/shown-first.js';
import type {WatchAdapter} from '../../../source/sources/follow/watch-adapter.js';

type Listed = {readonly kind: string; readonly page: () => void; readonly fail: (error: Error) => void};

/** An adapter whose listings wait until they are answered. */
const listing = (shown: readonly string[], kinds: readonly string[]) => {
	const asked: Listed[] = [];
	const inner: WatchAdapter = {
		open: async () => ({ended: new Promise(() => undefined)}),
		list: ([kind = ''], page) =>
			new Promise((_resolve, reject) => {
				asked.push({kind, page: () => page([]), fail: reject});
			}),
	};
	const adapter = shownFirst(inner, new Set(shown));
	const {signal} = new AbortController();
	const open = async () => {
		await adapter.open(new Set(kinds), () => undefined, signal);
		const results = kinds.map(kind => adapter.list([kind], () => undefined, signal));
		await turn();
		return results;
	};
	return {asked, open, kinds: () => asked.map(({kind}) => kind)};
};

const turn = () => new Promise(setImmediate);

test('the other kinds wait for the first rows of a shown one', async () => {
	const {asked, open, kinds} = listing(['container'], ['host', 'container', 'volume']);
	await open();
	expect(kinds()).toEqual(['container']);
	asked[0]?.page();
	await turn();
	expect(kinds()).toEqual(['container', 'host', 'volume']);
});

test('or for its failure', async () => {
	const {asked, open, kinds} = listing(['container'], ['container', 'host']);
	const [shown] = await open();
	asked[0]?.fail(new Error('no'));
	await expect(shown).rejects.toThrow('no');
	await turn();
	expect(kinds()).toEqual(['container', 'host']);
});

test('where no kind of the scope is shown all are listed at once', async () => {
	const {open, kinds} = listing(['certificate'], ['host', 'container']);
	await open();
	expect(kinds()).toEqual(['host', 'container']);
});

test('each new stream lists the shown kind first again', async () => {
	const {asked, open, kinds} = listing(['container'], ['host', 'container']);
	await open();
	asked[0]?.page();
	await turn();
	asked.length = 0;
	await open();
	expect(kinds()).toEqual(['container']);
});
