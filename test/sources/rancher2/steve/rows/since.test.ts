import {describe, expect, test} from 'vitest';
import {sinceOf} from '../../../../../source/sources/rancher2/steve/rows/since.js';

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

const pod = (condition: Record<string, unknown>, phase = 'Running') => ({
	metadata: {creationTimestamp: early},
	status: {phase, conditions: [{lastTransitionTime: stamp, ...condition}]},
});

describe('since when a state holds', () => {
	test.each([
		['a transition began with its condition', deployment, 'deployment', 'yes', time],
		['a failure began with its condition', failed, 'deployment', 'error', time],
		['a failure that is flagged as a transition too', deployment, 'deployment', 'error', time],
		['what is well has no date', deployment, 'deployment', 'no', null],
		['of several conditions the last counts', bothFlagged(), 'cluster', 'yes', time],
		['an older server dates the update', updated(), 'cluster', 'yes', time],
		['without a flagged condition it is unknown', failed, 'deployment', 'yes', null],
		['removing began when it was asked for', doomed, 'pod', 'yes', time],
		['a pod fails since it is not ready', pod({type: 'Ready', status: 'False'}), 'pod', 'error', time],
		[
			'a pod waits for a node since it asked',
			pod({type: 'PodScheduled', status: 'False'}),
			'pod',
			'error',
			time,
		],
		['a pod without conditions is new', pod({}, 'Pending'), 'pod', 'yes', Date.parse(early)],
		['a pod that runs is not', pod({}), 'pod', 'yes', null],
		['a node is silent since then', pod({type: 'Ready', status: 'Unknown'}), 'node', 'error', time],
		['fields of a wrong type are ignored', {metadata: 7, status: []}, 'deployment', 'yes', null],
	] as const)('%s', (_what, object, kind, transitioning, expected) => {
		expect(sinceOf(object, kind, transitioning)).toBe(expected);
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

describe('an event', () => {
	test.each([
		['was last seen', {lastTimestamp: stamp, firstTimestamp: early, eventTime: null}],
		['of a series', {lastTimestamp: null, eventTime: early, series: {lastObservedTime: stamp}}],
		['of the scheduler', {lastTimestamp: null, firstTimestamp: null, eventTime: stamp}],
		['that names its beginning only', {firstTimestamp: stamp}],
	])('%s', (_what, event) => {
		expect(sinceOf(event, 'event', 'no')).toBe(time);
	});
});
