import {describe, expect, test} from 'vitest';
import {mergeKinds} from '../../../source/state/rows/kinds.js';
import {following, moving, stuckAfterMs} from '../following.js';
import {changed, kind, removed} from '../rows.js';

describe('counts by health', () => {
	test('follow every change, without removed rows, and count each row once', () => {
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
		expect(resources.counts()).toMatchObject({transitioning: 0, stuck: 1, total: 3});
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
