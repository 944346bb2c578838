import {expect, test} from 'vitest';
import {healthOf, isGone, stateOf, transitioningOf} from '../../../../source/sources/rancher1/rows/states.js';
import {object} from '../objects.js';

const once = {'io.rancher.container.start_once': 'true'};

test.each([
	['instance', {state: 'running', healthState: 'unhealthy'}, 'unhealthy'],
	['instance', {state: 'running', healthState: 'healthy'}, 'running'],
	['instance', {state: 'running', healthState: null}, 'running'],
	['instance', {state: 'stopping', healthState: 'unhealthy'}, 'stopping'],
	['instance', {state: 'updating-running', healthState: 'initializing'}, 'initializing'],
	['instance', {state: 'stopped', labels: once, startCount: 1}, 'started-once'],
	['instance', {state: 'stopped', labels: once, startCount: 0}, 'stopped'],
	['instance', {state: 'stopped', labels: null}, 'stopped'],
	['service', {state: 'active', healthState: 'degraded'}, 'degraded'],
	['service', {state: 'updating-active', healthState: 'unhealthy'}, 'unhealthy'],
	['service', {state: 'upgrading', healthState: 'degraded'}, 'upgrading'],
	['service', {state: 'active', healthState: 'healthy'}, 'active'],
	['stack', {state: 'active', healthState: 'initializing'}, 'initializing'],
	['project', {state: 'active', healthState: 'unhealthy'}, 'unhealthy'],
	['host', {state: 'active', agentState: 'reconnecting'}, 'reconnecting'],
	['host', {state: 'active', agentState: null}, 'active'],
	['host', {state: 'reconnecting', agentState: 'reconnecting'}, 'reconnecting'],
	['host', {state: 'inactive', agentState: 'disconnected'}, 'inactive'],
	['volume', {state: 'detached', healthState: 'unhealthy'}, 'detached'],
	['secret', {}, ''],
])('a %s with %j is %s', (baseType, fields, state) => {
	expect(stateOf(object('any', fields), baseType)).toBe(state);
});

test.each([
	['error', 'active', 'error'],
	['error', 'starting', 'error'],
	['yes', 'active', 'transitioning'],
	['yes', 'error', 'transitioning'],
	['no', 'active', 'ok'],
	['no', 'started-once', 'ok'],
	['no', 'healthy', 'ok'],
	['no', 'upgraded', 'transitioning'],
	['no', 'requested', 'transitioning'],
	['no', 'updating-something', 'transitioning'],
	['no', 'reverting-inactive', 'transitioning'],
	['no', 'migrating', 'transitioning'],
	['no', 'degraded', 'warning'],
	['no', 'disconnected', 'warning'],
	['no', 'detached', 'warning'],
	['no', 'never-heard-of', 'warning'],
	['no', 'erroring', 'error'],
	['no', 'reconnecting', 'error'],
	['no', 'inactive', 'error'],
	['no', 'stopped', 'error'],
	['no', 'unhealthy', 'error'],
	['no', '', 'unknown'],
] as const)('transitioning %s in state %j has the health %s', (transitioning, state, health) => {
	expect(healthOf(transitioning, state)).toBe(health);
});

test.each([
	['yes', 'yes'],
	['error', 'error'],
	['no', 'no'],
	['maybe', 'no'],
	[null, 'no'],
	[1, 'no'],
])('the word %j counts as %s', (word, transitioning) => {
	expect(transitioningOf(object('host', {transitioning: word}))).toBe(transitioning);
});

test.each([
	['removed', true],
	['purging', true],
	['purged', true],
	['removing', false],
	['error', false],
])('%s: gone is %s', (state, gone) => {
	expect(isGone(object('host', {state}))).toBe(gone);
});
