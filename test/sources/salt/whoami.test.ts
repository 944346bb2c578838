import {expect, onTestFinished, test} from 'vitest';
import {openSalt} from '../../../source/sources/salt/source.js';
import {rightsOf} from '../../../source/sources/salt/whoami.js';
import {configFor, quick, serveQuick} from './start.js';

const never = new AbortController().signal;

test('the answer to the login says who it is, until when, and what may be called', async () => {
	const server = await serveQuick();
	onTestFinished(() => server.close());
	const identity = await openSalt(configFor(server), quick).whoami?.(true, never);
	expect(identity).toMatchObject({user: 'saltdev', means: 'eauth pam', isRenewed: true});
	expect(Number(identity?.expiresAt)).toBeGreaterThan(Date.now());
	expect(identity?.rights).toEqual([
		['on minions', '.*'],
		['jobs', 'all'],
		['runner', 'all'],
		['wheel', 'all'],
	]);
});

test.each([
	[
		['test.ping', 'grains.*', {'@runner': ['jobs.*']}, {'web*': ['state.*']}],
		[
			['on minions', 'test.ping, grains.*'],
			['runner', 'jobs.*'],
			['on web*', 'state.*'],
		],
	],
	[[], [['may call', 'nothing']]],
	[[{'@wheel': []}, 7], [['wheel', 'nothing']]],
])('%j', (perms, rights) => {
	expect(rightsOf(perms, true)).toEqual(rights);
});

test('of a session that was given nobody knows what it may do', () => {
	expect(rightsOf([], false)).toEqual([['may call', 'not known: the session was given']]);
});
