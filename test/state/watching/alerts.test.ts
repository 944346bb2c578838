import {describe, expect, test} from 'vitest';
import type {Alert} from '../../../source/model/alert.js';
import type {Resource} from '../../../source/model/resource.js';
import type {SourceEvent, SourceStatus} from '../../../source/model/source.js';
import {RowStore} from '../../../source/state/rows/row-store.js';
import {Alerts, type Fired} from '../../../source/state/watching/alerts.js';
import {SourceRows} from '../../../source/state/watching/source-rows.js';
import {changed, kind, removed} from '../rows.js';

const stuckAfterMs = 60_000;

const alert = (when: string, forMs = 0): Alert => ({when, forMs, bell: true, notify: true, run: []});

const status = (at: number, of: SourceStatus, source = 'prod'): SourceEvent => ({
	type: 'status',
	source,
	scope: '',
	at,
	status: of,
	message: null,
	retryAt: null,
});

const quiet = (at: number, wanted: Partial<Resource>): SourceEvent => {
	const event = removed(at, wanted);
	return event.type === 'removed' ? {...event, quiet: true} : event;
};

/** Rows with alerts on them. */
const watching = (...wanted: readonly Alert[]) => {
	const fired: Fired[] = [];
	const sources = new SourceRows();
	const rows: RowStore = new RowStore(stuckAfterMs, {retest: row => alerts.retest(row, rows.now)});
	const alerts: Alerts = new Alerts(wanted, rows, one => fired.push(one));
	return {
		alerts,
		rows,
		emit(...events: readonly SourceEvent[]) {
			for (const event of events) alerts.take(event, rows.apply(event), sources.take(event));
		},
		pass(now: number) {
			rows.expire(now);
			alerts.expire(now);
		},
		/** What was set off since the last call: `name state`. */
		take: (): readonly string[] =>
			fired.splice(0).map(({row: {resource}}) => `${resource.name} ${resource.state}`),
	};
};

const broken = {state: 'broken', health: 'error'} as const;

describe('an alert', () => {
	test('is set off once when a row begins to match, and armed again when it no longer does', () => {
		const one = watching(alert('health:error'));
		one.emit(status(0, 'live'), changed(1, {id: 'a'}));
		expect(one.take()).toEqual([]);
		one.emit(changed(2, {id: 'a', ...broken}), changed(3, {id: 'a', ...broken, message: 'still'}));
		expect(one.take()).toEqual(['shop/web-a broken']);
		one.emit(changed(4, {id: 'a'}), changed(5, {id: 'a', ...broken}));
		expect(one.take()).toEqual(['shop/web-a broken']);
	});

	test('waits until the row has matched for so long, without a break', () => {
		const one = watching(alert('health:error', 120_000));
		one.emit(status(0, 'live'), changed(1000, {id: 'a', ...broken}), changed(1000, {id: 'b', ...broken}));
		one.emit(changed(60_000, {id: 'a'}), changed(61_000, {id: 'a', ...broken}));
		expect(one.alerts.nextDue).toBe(121_000);
		one.pass(121_000);
		expect(one.take()).toEqual(['shop/web-b broken']);
		one.pass(180_999);
		expect(one.take()).toEqual([]);
		one.pass(181_000);
		expect(one.take()).toEqual(['shop/web-a broken']);
		expect(one.alerts.nextDue).toBe(Number.POSITIVE_INFINITY);
	});

	test('is set off by time alone: an age, or a transition that became stuck', () => {
		const one = watching(alert('since>30s and kind:container'), alert('stuck:true'));
		one.emit(status(0, 'live'), changed(1000, {id: 'a', transitioning: 'yes', state: 'starting'}));
		one.pass(20_000);
		expect(one.take()).toEqual([]);
		one.pass(32_000);
		expect(one.take()).toEqual(['shop/web-a starting']);
		one.pass(61_000);
		expect(one.take()).toEqual(['shop/web-a starting']);
	});

	test('forgets a row that is gone', () => {
		const one = watching(alert('health:error', 10_000), alert('state:broken'));
		one.emit(status(0, 'live'), changed(1, {id: 'a', ...broken}), changed(1, {id: 'b', ...broken}));
		expect(one.take()).toHaveLength(2);
		one.emit(removed(2, {id: 'a'}), quiet(2, {id: 'b'}));
		one.pass(60_000);
		expect(one.take()).toEqual([]);
		expect(one.alerts.all.map(({matching}) => matching)).toEqual([0, 0]);
		one.emit(changed(61_000, {id: 'b', ...broken}));
		expect(one.take()).toEqual(['shop/web-b broken']);
	});

	test('knows a kind by its other names once the sources have reported theirs', () => {
		const one = watching(alert('kind:co and health:error'));
		one.emit(status(0, 'live'), changed(1, {id: 'a', ...broken}));
		expect(one.take()).toEqual(['shop/web-a broken']);
		one.emit(changed(2, {id: 'j', kind: 'conjob', ...broken}));
		expect(one.take()).toEqual(['shop/web-j broken']);
		one.alerts.takeKinds([kind('container', {aliases: ['co']})], () => one.rows.rows());
		expect(one.alerts.all).toMatchObject([{matching: 1}]);
	});
});

describe('what matches at the start', () => {
	test('sets alerts off at once when the first listing is over', () => {
		const one = watching(alert('health:error'));
		one.emit(status(0, 'connecting'), changed(1, {id: 'a', ...broken}, true));
		one.emit(changed(2, {id: 'b', ...broken}, true), changed(3, {id: 'a'}, true));
		expect(one.take()).toEqual([]);
		one.emit(status(4, 'live'));
		expect(one.take()).toEqual(['shop/web-b broken']);
	});

	test('counts also where the source will not be whole', () => {
		const one = watching(alert('health:error'));
		one.emit(changed(1, {id: 'a', ...broken}, true), status(2, 'retrying'));
		expect(one.take()).toEqual(['shop/web-a broken']);
	});

	test('counts again after a source was turned off', () => {
		const one = watching(alert('health:error'));
		one.emit(status(0, 'live'), changed(1, {id: 'a', ...broken}));
		one.take();
		one.rows.removeSource('prod');
		one.alerts.forget('prod');
		one.emit(changed(2, {id: 'a', ...broken}, true));
		expect(one.take()).toEqual([]);
		one.emit(status(3, 'live'));
		expect(one.take()).toEqual(['shop/web-a broken']);
	});
});

describe('a source', () => {
	test('is a row of its own for alerts that name it', () => {
		const one = watching(alert('kind:sources and not state:live'), alert('health:error'));
		one.emit(status(0, 'connecting'));
		expect(one.take()).toEqual([]);
		one.emit(status(1, 'live'), changed(2, {id: 'a'}));
		expect(one.take()).toEqual([]);
		one.emit(status(3, 'retrying'), status(4, 'connecting'), status(5, 'retrying'));
		expect(one.take()).toEqual(['prod retrying']);
		one.emit(status(6, 'live'), status(7, 'refused'));
		expect(one.take()).toEqual(['prod refused']);
	});

	test('that cannot be reached from the start sets it off', () => {
		const one = watching(alert('kind:source and not state:live', 60_000));
		one.emit(status(0, 'connecting'), status(1000, 'retrying'), status(9000, 'connecting'));
		one.pass(61_000);
		expect(one.take()).toEqual(['prod connecting']);
	});

	test('is not taken for a kind that has the word in its name', () => {
		const one = watching(alert('kind:source and not state:live'));
		one.emit(status(0, 'live'), changed(1, {id: 'q', kind: 'resourcequota', state: 'active'}));
		expect(one.take()).toEqual([]);
	});
});

test('an event costs a test for each alert, however many rows there are', () => {
	const one = watching(
		...Array.from({length: 50}, (_, index) => alert(`state:broken and name:web-${index}`)),
	);
	one.emit(status(0, 'live'));
	for (let id = 0; id < 5000; id++) one.emit(changed(1, {id: String(id)}));
	one.rows.rows = () => {
		throw new Error('all rows are looked at');
	};
	one.emit(changed(2, {id: '7', ...broken}));
	expect(one.take()).toEqual(['shop/web-7 broken']);
});
