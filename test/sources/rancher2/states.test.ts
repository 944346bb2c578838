import {expect, test} from 'vitest';
import {healthOf} from '../../../source/sources/rancher2/states.ts';

test.each([
	['error', 'active', 'error'],
	['yes', 'error', 'transitioning'],
	['no', 'active', 'ok'],
	['no', 'running', 'ok'],
	['no', 'completed', 'ok'],
	['no', 'Succeeded', 'ok'],
	['no', 'cordoned', 'transitioning'],
	['no', 'terminating', 'transitioning'],
	['no', 'containerCreating', 'transitioning'],
	['no', 'init:0/1', 'transitioning'],
	['no', 'updating', 'warning'],
	['no', 'notApplicable', 'warning'],
	['no', 'crashLoopBackOff', 'error'],
	['no', 'init:crashLoopBackOff', 'error'],
	['no', 'oomKilled', 'error'],
	['no', 'unavailable', 'error'],
	['no', 'something-new', 'warning'],
	['no', '', 'unknown'],
] as const)('transitioning %s in state “%s” is %s', (transitioning, state, health) => {
	expect(healthOf(transitioning, state)).toBe(health);
});
