import {describe, expect, test} from 'vitest';
import {healthOf, judge} from '../../../../source/sources/rancher2/rows/states.js';

type Flags = 'error' | 'transitioning' | 'deleting' | '';

const signs = (state: string, flag: Flags) => ({
	state,
	error: flag === 'error',
	transitioning: flag === 'transitioning',
	deleting: flag === 'deleting',
});

describe('health', () => {
	test.each([
		['active', 'error', 'error'],
		['updating', 'transitioning', 'transitioning'],
		['running', 'transitioning', 'transitioning'],
		['active', '', 'ok'],
		['running', '', 'ok'],
		['completed', '', 'ok'],
		['Succeeded', '', 'ok'],
		['terminating', '', 'transitioning'],
		['updating', '', 'warning'],
		['notApplicable', '', 'warning'],
		['something-new', '', 'warning'],
		['', '', 'unknown'],
		// What waits for a person is not on its way.
		['cordoned', '', 'warning'],
		['drained', 'transitioning', 'warning'],
		['drained', '', 'warning'],
		['paused', '', 'warning'],
		['suspended', '', 'ok'],
	] as const)('“%s” with the flag “%s” is %s', (state, flag, health) => {
		expect(healthOf(signs(state, flag))).toBe(health);
	});

	test.each([
		['crashLoopBackOff', 'transitioning', 'error'],
		['imagePullBackOff', 'transitioning', 'error'],
		['error', 'transitioning', 'error'],
		['evicted', 'transitioning', 'error'],
		['unavailable', 'transitioning', 'error'],
		['imageInspectError', 'transitioning', 'error'],
		['exitCode:2', 'transitioning', 'error'],
		['init:CrashLoopBackOff', 'error', 'error'],
		['init:Error', '', 'error'],
		['init:Signal:9', '', 'error'],
		['init:0/2', 'error', 'transitioning'],
		['podInitializing', 'error', 'transitioning'],
		['containerCreating', 'error', 'transitioning'],
	] as const)('the word “%s” counts, whatever the flag “%s” says: %s', (state, flag, health) => {
		expect(healthOf(signs(state, flag))).toBe(health);
	});

	test.each(['crashLoopBackOff', 'completed', 'unavailable', 'error', ''])(
		'what is being deleted is in transition, also as “%s”',
		state => {
			expect(healthOf(signs(state, 'deleting'))).toBe('transitioning');
		},
	);
});

describe('a message', () => {
	test.each([
		['active', '', 'Resource is Ready', null],
		['updating', 'transitioning', 'Available: 1/2', 'Available: 1/2'],
		['unavailable', '', 'kubelet is silent', 'kubelet is silent'],
		['locked', '', 'by hand', 'by hand'],
		['updating', 'transitioning', 'updating', null],
	] as const)('of “%s” with the flag “%s”: “%s” is shown as %s', (state, flag, message, shown) => {
		expect(judge({...signs(state, flag), message}).message).toBe(shown);
	});
});
