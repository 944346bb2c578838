import {describe, expect, test} from 'vitest';
import type {SourceEvent} from '../../../source/model/source.js';
import type {PendingAction} from '../../../source/state/rows/row.js';
import type {RowStore} from '../../../source/state/rows/row-store.js';
import {resultMs} from '../../../source/state/rows/shown-actions.js';
import {applied, following, moving, rowOf, stuckAfterMs} from '../following.js';
import {changed, removed, resource} from '../rows.js';

const {key} = resource();

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
	const acting = (...events: readonly SourceEvent[]): RowStore => {
		const resources = following(changed(50));
		resources.setAction(key, restart);
		resources.setAction(key, accepted);
		return applied(resources, events);
	};

	test.each<[string, SourceEvent[], Partial<PendingAction>]>([
		['waits for the server', [], {phase: 'accepted', moved: false, endedAt: null}],
		[
			'is not over by a change that is not a transition',
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
			'is done when the row offers something else, though its state has another reason',
			[changed(150, {actions: [{name: 'uncordon', title: 'Uncordon', verb: 'uncordon', dangerous: false}]})],
			{phase: 'done', endedAt: 150},
		],
		[
			'fails with the message of the server',
			[changed(150, moving), changed(200, {transitioning: 'error', message: 'no image'})],
			{phase: 'failed', message: 'no image', endedAt: 200},
		],
		[
			'is done by a word from after its acceptance, though nothing has changed',
			[{...changed(150), settles: true} as SourceEvent],
			{phase: 'done', endedAt: 150},
		],
		[
			'goes on where that word is a transition',
			[{...changed(150, moving), settles: true} as SourceEvent],
			{phase: 'accepted', moved: true},
		],
		[
			'is not done when the row is removed',
			[changed(150, moving), removed(200)],
			{phase: 'gone', endedAt: 200},
		],
		[
			'stays as it ended',
			[changed(150, moving), changed(200), changed(250, moving)],
			{phase: 'done', endedAt: 200},
		],
	])('%s', (_title, events, expected) => {
		expect(rowOf(acting(...events)).action).toMatchObject(expected);
	});

	test('that is to end it is done in whatever state it comes to rest', () => {
		const failed = {state: 'failed', transitioning: 'error' as const, message: 'web-a: it had failed before'};
		const resources = following(changed(50, moving));
		resources.setAction(key, {...accepted, ends: true});
		applied(resources, [changed(200, failed)]);
		expect(rowOf(resources).action).toMatchObject({phase: 'done', message: null, endedAt: 200});
	});

	test('that removes the row is done when it is removed', () => {
		const resources = following(changed(50));
		resources.setAction(key, {...accepted, removes: true});
		applied(resources, [changed(150, moving), removed(200)]);
		expect(rowOf(resources).action).toMatchObject({phase: 'done', endedAt: 200});
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
		expect(rowOf(resources).action).toMatchObject({phase: 'gone', endedAt: 150});
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
