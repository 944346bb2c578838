import {describe, expect, test} from 'vitest';
import {containerSince, sinceOf} from '../../../source/sources/steve/since.ts';

const stamp = '2026-04-01T08:11:02Z';
const early = '2026-04-01T07:00:00Z';
const time = Date.parse(stamp);

// As Steve writes them: with a flag where they make the state what it is.
const deployment = {
	metadata: {name: 'web', state: {name: 'updating', transitioning: true, error: false}},
	status: {
		conditions: [
			{type: 'Progressing', status: 'True', error: false, transitioning: false, lastTransitionTime: early},
			{type: 'Available', status: 'False', error: false, transitioning: true, lastTransitionTime: stamp},
		],
	},
};

const failed = {
	status: {conditions: [{type: 'Progressing', error: true, transitioning: false, lastTransitionTime: stamp}]},
};

const doomed = {
	metadata: {deletionTimestamp: '2026-04-01T08:11:32Z', deletionGracePeriodSeconds: 30},
};

describe('since when a state holds', () => {
	test.each([
		['a transition began with its condition', deployment, 'deployment', 'updating', 'yes', time],
		['a failure began with its condition', failed, 'deployment', 'updating', 'error', time],
		['what is well has no date', deployment, 'deployment', 'active', 'no', null],
		['of several conditions the last counts', bothFlagged(), 'cluster', 'provisioning', 'yes', time],
		['an older server dates the update', updated(), 'cluster', 'provisioning', 'yes', time],
		['without a flagged condition nobody tells', failed, 'deployment', 'updating', 'yes', null],
		['removing began when it was asked for', doomed, 'pod', 'terminating', 'yes', time],
		['a pod that waits to start has waited since then', deployment, 'pod', 'containerCreating', 'yes', time],
		['a pod fails anew with each start', failed, 'pod', 'crashLoopBackOff', 'error', null],
		['fields of a wrong type are not told', {metadata: 7, status: []}, 'deployment', 'x', 'yes', null],
	] as const)('%s', (_what, object, kind, state, transitioning, expected) => {
		expect(sinceOf(object, kind, state, transitioning)).toBe(expected);
	});
});

function bothFlagged() {
	const flagged = {error: false, transitioning: true};
	return {
		status: {
			conditions: [
				{...flagged, lastTransitionTime: stamp},
				{...flagged, lastTransitionTime: early},
			],
		},
	};
}

function updated() {
	return {status: {conditions: [{transitioning: true, lastUpdateTime: stamp}]}};
}

describe('a container', () => {
	test.each([
		['runs since it was started', {state: {running: {startedAt: stamp}}}, time],
		['has ended since it did', {state: {terminated: {finishedAt: stamp, reason: 'Error'}}}, time],
		['waits since nobody knows when', {state: {waiting: {reason: 'CrashLoopBackOff'}}}, null],
		['of which nothing is told has no date', undefined, null],
	])('%s', (_what, status, expected) => {
		expect(containerSince(status)).toBe(expected);
	});
});
