import {expect, test} from 'vitest';
import {Model} from '../../../../source/sources/salt/watch/model.js';
import {runRefreshes} from '../../../../source/sources/salt/watch/refresh.js';
import {parseEvent} from '../../../../source/sources/salt/wire/frames.js';
import {FakeClock} from '../../fake-clock.js';

test('reads the grains of a minion at once, and again only after a minute', async () => {
	const clock = new FakeClock();
	const over = new AbortController();
	const model = new Model({
		source: 'eu',
		readOnly: false,
		kinds: new Set(['minion']),
		permitted: actions => actions,
	});
	const read: [number, readonly string[]][] = [];
	const done = runRefreshes({
		model,
		clock,
		everyMs: 5000,
		signal: over.signal,
		onFault: message => expect.fail(message),
		refresh: async ids => void read.push([clock.now(), ids]),
	});
	const refreshed = (id: string): void => {
		const event = parseEvent(JSON.stringify({tag: `minion/refresh/${id}`, data: {}}));
		model.apply(event ?? expect.fail('no event'), clock.now());
	};

	refreshed('a');
	refreshed('b');
	await clock.pass(6000);
	refreshed('a');
	refreshed('c');
	await clock.pass(100_000);
	expect(read).toEqual([
		[6000, ['a', 'b']],
		[12_000, ['c']],
		[expect.any(Number), ['a']],
	]);
	expect(read[2]?.[0]).toBeGreaterThanOrEqual(66_000);
	over.abort();
	await clock.pass(1);
	await done;
});
