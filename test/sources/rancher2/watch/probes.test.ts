import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import type {WatchAdapter} from '../../../../source/sources/follow/watch-adapter.js';
import {Probes} from '../../../../source/sources/rancher2/watch/probes.js';
import type {Api} from '../../../../source/sources/rancher2/wire/api.js';

beforeEach(() => void vi.useFakeTimers());

afterEach(() => void vi.useRealTimers());

const probeMs = 2500;
const dial = 'dial tcp 10.0.0.1:6443: connect: connection refused';

/** Apiservers behind a Rancher, all out; which of them were woken, and what was asked. */
const lost = async (names: readonly string[]) => {
	const out = new Set(names);
	const woken: string[] = [];
	const asked: string[] = [];
	const abort = new AbortController();
	const ask = async ({path}: {readonly path: string}) => {
		asked.push(path);
		return out.has(path.slice(1)) ? {status: 500, text: dial} : {status: 200, text: '{}'};
	};
	const api = {url: 'https://r.example', ask} as unknown as Api;
	const timing = {quietMs: 5000, probeMs, probeTimeoutMs: 5000};
	const probes = new Probes({api, timing, signal: abort.signal});
	for (const name of names) {
		const adapter: WatchAdapter = {
			list: async () => '1',
			open: async () => ({ended: new Promise(() => undefined)}),
		};
		const guarded = {
			path: () => `/${name}`,
			name: () => name,
			isManagement: false,
			wake: () => woken.push(name),
		};
		const opened = probes
			.guard(adapter, guarded, abort.signal)
			.open(new Set(), () => undefined, abort.signal);
		await expect(opened).rejects.toThrow(dial);
	}

	asked.length = 0;
	return {out, woken, asked, abort};
};

test('clusters that were lost together are all found back with the next question', async () => {
	const names = ['a', 'b', 'c', 'd', 'e'];
	const {out, woken, abort} = await lost(names);
	out.clear();
	await vi.advanceTimersByTimeAsync(probeMs);
	expect(woken.sort()).toEqual(names);
	abort.abort();
});

test('those that stay away are asked one at a time, each in its turn', async () => {
	const {asked, woken, abort} = await lost(['a', 'b', 'c']);
	for (const turn of [1, 2, 3]) {
		await vi.advanceTimersByTimeAsync(probeMs);
		expect(asked).toHaveLength(turn);
	}

	expect(asked.sort()).toEqual(['/a', '/b', '/c']);
	expect(woken).toEqual([]);
	abort.abort();
});
