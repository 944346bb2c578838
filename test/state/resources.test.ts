import {describe, expect, test} from 'vitest';
import type {Resource} from '../../source/model/resource.ts';
import type {SourceEvent} from '../../source/model/source.ts';
import {mergeKinds} from '../../source/state/kinds.ts';
import {Resources, resultMs, tombstoneMs} from '../../source/state/resources.ts';
import type {PendingAction, Row} from '../../source/state/row.ts';
import {timelineOf} from '../../source/state/timeline.ts';
import {changed, kind, listed, removed, resource} from './rows.ts';

const {key} = resource();
const stuckAfterMs = 60_000;
const moving: Partial<Resource> = {state: 'starting', health: 'transitioning', transitioning: 'yes'};

const applied = (resources: Resources, events: Iterable<SourceEvent>): Resources => {
	for (const event of events) resources.apply(event);
	return resources;
};

const following = (...events: readonly SourceEvent[]): Resources =>
	applied(new Resources(stuckAfterMs), events);

const rowOf = (resources: Resources, wanted: Partial<Resource> = {}): Row => {
	const found = resources.get(resource(wanted).key);
	if (!found) throw new Error(`no row ${resource(wanted).key}`);
	return found;
};

test('one of too many goes at once, and is no news', () => {
	const resources = following(changed(100), {...removed(200), quiet: true});
	expect(resources.get(key)).toBeUndefined();
	expect(resources.counts().total).toBe(0);
	expect(resources.nextDue).toBeNull();
	expect(following(changed(100)).apply({...removed(200), quiet: true})).toEqual([]);
});

describe('since when a state holds', () => {
	test.each<[string, SourceEvent[], {since: number | null; seen: number}]>([
		['is unknown at first sight', [changed(100)], {since: null, seen: 100}],
		['is unknown from a listing', [changed(100, {}, true)], {since: null, seen: 100}],
		['is what the server tells', [changed(100, {since: 40}, true)], {since: 40, seen: 100}],
		['is when its beginning was seen', [changed(100), changed(200, moving)], {since: 200, seen: 200}],
		[
			'is when the transition ended, though the word stays',
			[changed(100, {transitioning: 'yes'}), changed(200)],
			{since: 200, seen: 200},
		],
		[
			'is unknown when a listing found that it changed',
			[changed(100), changed(200, moving), changed(300, {}, true)],
			{since: null, seen: 300},
		],
		[
			'is what the server tells of a listed change',
			[changed(100), changed(300, {...moving, since: 250}, true)],
			{since: 250, seen: 300},
		],
		[
			'does not start anew for a message',
			[changed(100, moving), changed(150, {}), changed(200, {message: 'x'})],
			{since: 150, seen: 150},
		],
		['can be told later', [changed(100), changed(200, {since: 40})], {since: 40, seen: 100}],
		[
			'starts anew when a removed resource comes back',
			[changed(100), removed(200), changed(300)],
			{since: 300, seen: 300},
		],
	])('%s', (_title, events, expected) => {
		expect(rowOf(following(...events))).toMatchObject(expected);
	});
});

describe('what changed is told', () => {
	test('added, changed and removed, each with what was before', () => {
		const resources = new Resources(stuckAfterMs);
		expect(resources.apply(changed(100, {}, true))).toMatchObject([
			{type: 'added', at: 100, listed: true, before: null},
		]);
		expect(resources.apply(changed(200, moving))).toMatchObject([
			{type: 'changed', at: 200, listed: false, before: {state: 'running'}},
		]);
		expect(resources.apply(removed(300))).toMatchObject([
			{type: 'removed', at: 300, resource: {state: 'starting'}, before: {state: 'starting'}},
		]);
		expect(resources.apply(changed(400))).toMatchObject([{type: 'added', before: null}]);
	});

	test('nothing for identical content, however the objects differ', () => {
		const wanted = {cells: {IMAGE: 'nginx', CPU: 3}, parents: ['a', 'b']};
		const resources = following(changed(100, wanted));
		const {revision} = resources;
		expect(resources.apply(changed(200, structuredClone(wanted)))).toEqual([]);
		expect(resources.revision).toBe(revision);
	});

	test.each<[string, Partial<Resource>]>([
		['a cell', {cells: {IMAGE: 'nginx', CPU: 4}}],
		['another cell', {cells: {IMAGE: 'nginx', CPU: 3, NODE: 'a'}}],
		['a cell fewer', {cells: {IMAGE: 'nginx'}}],
		['a parent', {parents: ['a']}],
		['an action', {actions: [{name: 'stop', title: 'Stop', verb: 'stop', dangerous: true}]}],
		['progress', {progress: 3}],
		['name', {name: 'other'}],
	])('a difference in %s is a change', (_title, difference) => {
		const wanted = {cells: {IMAGE: 'nginx', CPU: 3}, parents: ['a', 'b']};
		const resources = following(changed(100, wanted, true));
		expect(resources.apply(changed(200, {...wanted, ...difference}))).toMatchObject([{type: 'changed'}]);
	});

	test('nothing for the removal of what is not there', () => {
		const resources = following(changed(100), removed(200));
		expect(resources.apply(removed(300))).toEqual([]);
		expect(resources.apply(removed(300, {id: 'never'}))).toEqual([]);
		expect(rowOf(resources).removedAt).toBe(200);
	});
});

test('a changed resource keeps the parts that say the same, so that they are held once', () => {
	const wanted = {parents: ['h1'], cells: {CPU: 1, IP: null}};
	const resources = following(changed(100, wanted));
	const before = rowOf(resources).resource;
	resources.apply(changed(200, {...structuredClone(wanted), state: 'stopped'}));
	const after = rowOf(resources).resource;
	expect(after).toEqual({...before, state: 'stopped'});
	expect(after.parents).toBe(before.parents);
	expect(after.cells).toBe(before.cells);
	resources.apply(changed(300, {parents: ['h2'], cells: {CPU: 2, IP: null}}));
	expect(rowOf(resources).resource).toMatchObject({parents: ['h2'], cells: {CPU: 2}});
});

describe('the timeline', () => {
	test('is empty for a row that was only listed, and then described by its one state', () => {
		const listedRow = rowOf(following(changed(100, {}, true)));
		expect(listedRow.timeline).toBeNull();
		expect(timelineOf(listedRow)).toMatchObject([{state: 'running', at: 100, listed: true}]);
	});

	test('holds every transition of one frame, and every message', () => {
		const resources = following(
			changed(100, {}, true),
			changed(200, moving),
			changed(200, {...moving, message: 'Pulling'}),
			changed(200, {...moving, message: 'Pulling', cells: {CPU: 1}}),
			changed(201, {}),
			changed(300, {...moving, transitioning: 'error', health: 'error', message: 'no image'}, true),
		);
		expect(
			timelineOf(rowOf(resources)).map(({at, state, message, listed: found}) => [at, state, message, found]),
		).toEqual([
			[100, 'running', null, true],
			[200, 'starting', null, false],
			[200, 'starting', 'Pulling', false],
			[201, 'running', null, false],
			[300, 'starting', 'no image', true],
		]);
	});

	test('is bounded and counts what it forgot', () => {
		const resources = new Resources(stuckAfterMs);
		for (let at = 0; at < 40; at++) resources.apply(changed(at, {state: `s${at}`}));
		const timeline = timelineOf(rowOf(resources));
		const forgotten = rowOf(resources).timeline?.forgotten;
		expect([timeline.length, forgotten, timeline[0]?.state, timeline.at(-1)?.state]).toEqual([
			16,
			24,
			's24',
			's39',
		]);
	});
});

describe('a complete listing', () => {
	test('removes what it lacks in its scope and kinds, and nothing else', () => {
		const resources = following(
			changed(100, {id: 'a'}),
			changed(100, {id: 'b'}),
			changed(100, {id: 'c', scope: 'c-2'}),
			changed(100, {id: 'd', source: 'edge'}),
			changed(100, {id: 'e', kind: 'host'}),
		);
		const changes = resources.apply(listed(200, [{id: 'a'}]));
		expect(changes.map(({type, resource: {id}, listed: found}) => [type, id, found])).toEqual([
			['removed', 'b', true],
		]);
		expect(
			[...resources.rows()].filter(({removedAt}) => removedAt !== null).map(each => each.resource.id),
		).toEqual(['b']);
	});

	test('does not remove twice', () => {
		const resources = following(changed(100), removed(150));
		expect(resources.apply(listed(200, []))).toEqual([]);
	});
});

describe('a removed row', () => {
	test('stays a few seconds, then goes', () => {
		const resources = following(changed(100), removed(200));
		expect(resources.nextDue).toBe(200 + tombstoneMs);
		expect(resources.expire(199 + tombstoneMs)).toBe(false);
		expect(resources.get(key)).toBeDefined();
		expect(resources.expire(200 + tombstoneMs)).toBe(true);
		expect(resources.get(key)).toBeUndefined();
		expect([resources.size, resources.ofKind('container').size, resources.nextDue]).toEqual([0, 0, null]);
	});

	test('comes back to life, and does not go at the time of its first removal', () => {
		const resources = following(changed(100), removed(200), changed(300), removed(5000), changed(5500));
		expect(resources.expire(200 + tombstoneMs)).toBe(false);
		expect(rowOf(resources).removedAt).toBeNull();
		expect(resources.nextDue).toBeNull();
	});
});

describe('rows are found', () => {
	test('by kind and by parent, also after they moved', () => {
		const resources = following(
			changed(100, {id: 'a', parents: ['h1', 's1']}),
			changed(100, {id: 'b', parents: ['h1']}),
		);
		const ids = (rows: Iterable<Row>): string[] => [...rows].map(each => each.resource.id);
		expect(ids(resources.childrenOf('h1'))).toEqual(['a', 'b']);
		resources.apply(changed(200, {id: 'a', parents: ['h2', 's1'], kind: 'vm'}));
		expect(ids(resources.childrenOf('h1'))).toEqual(['b']);
		expect(ids(resources.childrenOf('h2'))).toEqual(['a']);
		expect(ids(resources.childrenOf('s1'))).toEqual(['a']);
		expect([ids(resources.ofKind('container')), ids(resources.ofKind('vm'))]).toEqual([['b'], ['a']]);
		expect(ids(resources.ofKind('none'))).toEqual([]);
	});

	test.each([
		[
			['a', 'b'],
			['a', 'b', 'c'],
		],
		[
			['a', 'b', 'c'],
			['a', 'x', 'c'],
		],
		[
			['a', 'b', 'c'],
			['b', 'c'],
		],
		[
			['a', 'b'],
			['b', 'a'],
		],
		[['a', 'b', 'a'], ['a']],
		[['a'], ['a', 'a', 'b']],
		[[], ['a']],
		[['a', 'b'], []],
	])('under the parents that they have now: %j, then %j', (before, after) => {
		const resources = following(changed(100, {parents: before}), changed(200, {parents: after}));
		const found = ['a', 'b', 'c', 'x'].filter(parent => [...resources.childrenOf(parent)].length > 0);
		expect(found).toEqual([...new Set(after)].sort());
	});

	test('no longer once their source was turned off', () => {
		const resources = following(
			changed(100, {parents: ['h1']}),
			changed(100, {source: 'edge'}),
			removed(150, {id: 'x'}),
		);
		resources.drainDirty();
		resources.removeSource('prod');
		expect([...resources.rows()].map(each => each.resource.source)).toEqual(['edge']);
		expect([...resources.childrenOf('h1')].length).toBe(0);
		expect(resources.counts().total).toBe(1);
		expect(resources.drainDirty().map(each => each.resource.source)).toEqual(['prod']);
	});
});

describe('counts by health', () => {
	test('follow every change, without removed rows', () => {
		const resources = following(
			changed(0, {id: 'a'}),
			changed(0, {id: 'b', ...moving}),
			changed(0, {id: 'c', health: 'error', source: 'edge'}),
			changed(0, {id: 'd'}),
			removed(10, {id: 'd'}),
		);
		expect(resources.counts()).toEqual({
			ok: 1,
			transitioning: 1,
			warning: 0,
			error: 1,
			unknown: 0,
			stuck: 0,
			total: 3,
		});
		resources.expire(stuckAfterMs);
		expect(resources.counts()).toMatchObject({transitioning: 1, stuck: 1});
		resources.apply(changed(stuckAfterMs, {id: 'b'}));
		expect(resources.counts()).toMatchObject({ok: 2, transitioning: 0, stuck: 0, total: 3});
	});

	test('of all are those of what is main to its own source', () => {
		const resources = following(
			changed(0, {id: 'a', kind: 'service'}),
			changed(0, {id: 'b', kind: 'service', health: 'error', source: 'edge'}),
			changed(0, {id: 'c', kind: 'key', source: 'edge', state: 'pre', health: 'warning'}),
			changed(0, {id: 'd', kind: 'key', source: 'edge', state: 'accepted'}),
			changed(0, {id: 'e', kind: 'key', state: 'pre'}),
			changed(0, {id: 'f', kind: 'job', source: 'edge'}),
		);
		const kinds = mergeKinds([
			['prod', [kind('service'), kind('key', {main: false}), kind('job')]],
			['edge', [kind('service', {main: false}), kind('key', {mainStates: ['pre']}), kind('job')]],
		]);
		expect(resources.counts(kinds)).toMatchObject({ok: 2, warning: 1, error: 0, total: 3});
		resources.apply(removed(1, {id: 'a', kind: 'service'}));
		expect(resources.counts(kinds)).toMatchObject({ok: 1, total: 2});
	});
});

test('where changes came too fast to be read, another state may have been in between', () => {
	const resources = following(changed(100), changed(200, {state: 'stopped'}));
	const event = {...changed(300, {state: 'stopped'}), skipped: 19} as SourceEvent;
	expect(resources.apply(event)).toMatchObject([{type: 'changed', skipped: 19}]);
	expect(rowOf(resources)).toMatchObject({since: 300, timeline: {length: 3, skipped: 19}});
});

test.each<[string, SourceEvent[], SourceEvent]>([
	['its end', [changed(100)], removed(200)],
	['its beginning', [], changed(200)],
])('changes that came too fast before %s are told with it', (_title, before, event) => {
	const resources = following(...before);
	expect(resources.apply({...event, skipped: 19} as SourceEvent)).toMatchObject([{skipped: 19}]);
});

test('after any events the stuck rows are those that a look at all rows finds', () => {
	let seed = 7;
	const pick = (below: number): number => {
		seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((seed / 2 ** 32) * below);
	};
	const resources = new Resources(stuckAfterMs);
	for (let at = 0, batch = 0; batch < 60; batch++) {
		for (let count = pick(2000); count > 0; count--) {
			at += pick(60);
			const wanted = {id: String(pick(3000)), ...(pick(3) > 0 && moving), message: `step ${pick(3)}`};
			if (pick(6) === 0) resources.apply({...removed(at, wanted), ...(pick(2) === 0 && {quiet: true})});
			else resources.apply(changed(at, {...wanted, since: pick(9) === 0 ? at - pick(90_000) : null}));
		}

		resources.expire(at);
		const present = [...resources.rows()].filter(each => each.removedAt === null);
		const isOld = ({resource: {transitioning}, since, seen}: Row): boolean =>
			transitioning === 'yes' && (since ?? seen) + stuckAfterMs <= at;
		expect(present.filter(each => each.stuck)).toEqual(present.filter(isOld));
		expect(resources.counts().stuck).toBe(present.filter(isOld).length);
	}
});

describe('a transition', () => {
	test('is stuck once it is too old, and only then', () => {
		const resources = following(changed(0, moving));
		expect(resources.nextDue).toBe(stuckAfterMs);
		expect(resources.expire(stuckAfterMs - 1)).toBe(false);
		resources.drainDirty();
		expect(resources.expire(stuckAfterMs)).toBe(true);
		expect(rowOf(resources).stuck).toBe(true);
		expect(resources.drainDirty()).toEqual([rowOf(resources)]);
		expect(resources.nextDue).toBeNull();
	});

	test('stays stuck when only its message changes, and is no longer when it goes on or ends', () => {
		const resources = following(changed(0, moving));
		resources.expire(stuckAfterMs);
		resources.apply(changed(70_000, {...moving, message: 'still'}));
		expect(rowOf(resources).stuck).toBe(true);
		resources.apply(changed(80_000, {...moving, state: 'networking'}));
		expect(rowOf(resources).stuck).toBe(false);
		expect(resources.nextDue).toBe(80_000 + stuckAfterMs);
		resources.apply(changed(90_000));
		expect(resources.expire(80_000 + stuckAfterMs)).toBe(false);
		expect(resources.nextDue).toBeNull();
	});

	test('counts from when the server says that it began', () => {
		const resources = following(changed(100_000, {...moving, since: 10}, true));
		resources.expire(100_001);
		expect(rowOf(resources).stuck).toBe(true);
	});

	test('can begin in a listing', () => {
		const resources = following(changed(0, {}, true), changed(500, {transitioning: 'yes'}, true));
		expect(resources.nextDue).toBe(500 + stuckAfterMs);
	});
});

const restart: PendingAction = {
	id: 7,
	title: 'Restart',
	startedAt: 100,
	phase: 'sending',
	moved: false,
	message: null,
	endedAt: null,
};
const accepted: PendingAction = {...restart, phase: 'accepted'};

describe('an action on its way', () => {
	const acting = (...events: readonly SourceEvent[]): Resources => {
		const resources = following(changed(50));
		resources.setAction(key, restart);
		resources.setAction(key, accepted);
		return applied(resources, events);
	};

	test.each<[string, SourceEvent[], Partial<PendingAction>]>([
		['waits for the server', [], {phase: 'accepted', moved: false, endedAt: null}],
		[
			'is not over by a change that is no transition',
			[changed(150, {cells: {CPU: 2}})],
			{phase: 'accepted', moved: false},
		],
		['goes on during the transition', [changed(150, moving)], {phase: 'accepted', moved: true}],
		['is done after the transition', [changed(150, moving), changed(200)], {phase: 'done', endedAt: 200}],
		[
			'is done by a change of state without one',
			[changed(150, {state: 'stopped'})],
			{phase: 'done', endedAt: 150},
		],
		[
			'fails with the message of the server',
			[changed(150, moving), changed(200, {transitioning: 'error', message: 'no image'})],
			{phase: 'failed', message: 'no image', endedAt: 200},
		],
		['is done when the row is removed', [changed(150, moving), removed(200)], {phase: 'done', endedAt: 200}],
		[
			'stays as it ended',
			[changed(150, moving), changed(200), changed(250, moving)],
			{phase: 'done', endedAt: 200},
		],
	])('%s', (_title, events, expected) => {
		expect(rowOf(acting(...events)).action).toMatchObject(expected);
	});

	test('is done even if the stream was faster than the answer', () => {
		const resources = following(changed(50));
		resources.setAction(key, restart);
		applied(resources, [changed(150, moving), changed(200)]);
		expect(rowOf(resources).action).toMatchObject({phase: 'sending', moved: true});
		resources.expire(300);
		resources.setAction(key, accepted);
		expect(rowOf(resources).action).toMatchObject({phase: 'done', endedAt: 300});
	});

	test('that ended by a removal is not opened again by the answer', () => {
		const resources = following(changed(50));
		resources.setAction(key, restart);
		resources.apply(removed(150));
		resources.setAction(key, accepted);
		expect(rowOf(resources).action).toMatchObject({phase: 'done', endedAt: 150});
	});

	test('shows its result for some seconds', () => {
		const resources = acting(changed(150, moving), changed(200));
		expect(resources.nextDue).toBe(200 + resultMs);
		expect(resources.expire(199 + resultMs)).toBe(false);
		expect(resources.expire(200 + resultMs)).toBe(true);
		expect(rowOf(resources).action).toBeNull();
		expect(resources.expire(150 + stuckAfterMs)).toBe(false);
		expect(resources.nextDue).toBeNull();
	});

	test('can be taken away, and concerns known rows only', () => {
		const resources = acting();
		resources.setAction(key, null);
		expect(rowOf(resources).action).toBeNull();
		const {revision} = resources;
		resources.setAction('nobody', restart);
		expect(resources.revision).toBe(revision);
	});
});

test('what was touched is told once', () => {
	const resources = following(
		changed(100, {id: 'a'}),
		changed(100, {id: 'b'}),
		changed(200, {id: 'a', state: 'x'}),
	);
	expect(resources.drainDirty().map(each => each.resource.id)).toEqual(['a', 'b']);
	expect(resources.drainDirty()).toEqual([]);
});

test('other events concern no rows', () => {
	const resources = new Resources(stuckAfterMs);
	expect(resources.apply({type: 'heartbeat', source: 'prod', at: 1})).toEqual([]);
	expect([resources.revision, resources.size]).toEqual([0, 0]);
});
