import {expect, test} from 'vitest';
import {meaningOf} from '../../../../source/sources/salt/wire/events.js';
import {parseEvent} from '../../../../source/sources/salt/wire/frames.js';

const meaning = (tag: string, data: unknown) => {
	const event = parseEvent(JSON.stringify({data, tag}));
	if (event === null) throw new Error(`no event: ${tag}`);
	return meaningOf(event);
};

const jid = '20261120161543034393';

test('reads a new job with its target, its arguments and who is expected', () => {
	const data = {
		jid,
		tgt_type: 'glob',
		tgt: '*',
		user: 'u',
		fun: 'test.ping',
		arg: [],
		minions: ['a', 'b'],
		missing: ['c'],
	};
	expect(meaning(`salt/job/${jid}/new`, data)).toEqual({
		type: 'new',
		job: {
			jid,
			fun: 'test.ping',
			args: [],
			target: '*',
			targetType: 'glob',
			user: 'u',
			minions: ['a', 'b'],
			missing: ['c'],
		},
	});
});

test('reads the return of several functions at once', () => {
	const data = {
		jid,
		id: 'a',
		fun: ['test.ping', 'cmd.run'],
		fun_args: [[], ['x']],
		return: {},
		retcode: {},
		success: {},
	};
	expect(meaning(`salt/job/${jid}/ret/a`, data)).toMatchObject({
		type: 'return',
		returned: {jid, minion: 'a', fun: 'test.ping,cmd.run', args: [[], ['x']]},
	});
});

test('reads a step of a state run out of its envelope', () => {
	const data = {id: 'a', cmd: '_minion_event', jid, data: {ret: {result: true}, len: 4}};
	expect(meaning(`salt/job/${jid}/prog/a/2`, data)).toEqual({
		type: 'step',
		step: {jid, minion: 'a', index: 2, total: 4, result: {result: true}},
	});
});

test('takes progress of a function that is not a state run for a sign of life', () => {
	const data = {id: 'a', cmd: '_minion_event', jid, data: {return: 'line'}};
	expect(meaning(`salt/job/${jid}/prog/a/0`, data)).toEqual({type: 'sign', minion: 'a'});
});

test('reads why the master refused a job, with and without a jid', () => {
	const data = {error: {name: 'AuthenticationError', message: 'Authentication error occurred.'}};
	expect(meaning('salt/job/error', data)).toMatchObject({
		type: 'job-error',
		jid: null,
		message: 'Authentication error occurred.',
	});
	expect(meaning(`salt/job/${jid}/error`, data)).toMatchObject({type: 'job-error', jid});
});

test('reads what it was that the master refused', () => {
	const data = {
		cmd: 'publish',
		tgt: 'web*',
		tgt_type: 'glob',
		fun: 'cmd.run',
		arg: ['ls'],
		user: 'ann',
		error: {},
	};
	const job = {fun: 'cmd.run', args: ['ls'], target: 'web*', targetType: 'glob', user: 'ann', minions: null};
	expect(meaning(`salt/job/${jid}/error`, data)).toMatchObject({jid, job: {...job, jid}});
	expect(meaning('salt/job/error', data)).toMatchObject({jid: null, job: {...job, jid: ''}});
	expect(meaning('salt/job/error', {...data, jid})).toMatchObject({jid, job: {...job, jid}});
});

test('takes the outer copy of a wheel call, and the arguments of the inner one', () => {
	const outer = {fun: 'wheel.key.accept', jid, tag: `salt/wheel/${jid}`, user: 'u'};
	const inner = {fun: 'wheel.key.accept', jid, user: 'UNKNOWN', fun_args: ['a']};
	expect(meaning(`salt/wheel/${jid}/new`, outer)).toMatchObject({
		type: 'call',
		job: {fun: 'wheel.key.accept'},
	});
	expect(meaning(`salt/wheel/${jid}/new`, inner)).toMatchObject({type: 'copy', job: {jid, args: ['a']}});
});

test.each([
	['accept', 'accepted'],
	['accepted', 'accepted'],
	['reject', 'rejected'],
	['pend', 'pending'],
	['delete', 'deleted'],
	['full', null],
])('reads the act %s of a key as %s, in the words of old and new masters', (act, state) => {
	expect(meaning('salt/key', {act, id: 'a', result: true})).toEqual({type: 'key', minion: 'a', state});
});

test('reads beacons, whose tag may end with a slash, and whose failure is empty', () => {
	expect(meaning('salt/beacon/a/load/', {'1m': 1, id: 'a'})).toEqual({
		type: 'beacon',
		minion: 'a',
		beacon: 'load',
		failed: false,
	});
	expect(meaning('salt/beacon/a/inotify//etc/passwd', {id: 'a'})).toMatchObject({
		beacon: 'inotify/etc/passwd',
	});
	expect(meaning('salt/beacon/a/load/', {_stamp: 'x'})).toMatchObject({failed: true});
});

test.each([
	[jid, {minions: ['a']}, {type: 'duplicate'}],
	['minion_start', {id: 'a', cmd: '_minion_event', data: 'x'}, {type: 'duplicate'}],
	[`salt/job/${jid}/publish`, {}, {type: 'duplicate'}],
	['salt/minion/a/start', {id: 'a'}, {type: 'start', minion: 'a'}],
	['minion/refresh/a', {}, {type: 'refresh', minion: 'a'}],
	['my/custom/tag', {id: 'a', cmd: '_minion_event', data: {}}, {type: 'sign', minion: 'a'}],
	['salt/presence/present', {present: ['a']}, {type: 'present', minions: ['a']}],
	['salt/presence/change', {new: ['a'], lost: ['b']}, {type: 'presence', found: ['a'], lost: ['b']}],
	['salt/netapi/hook/x', {}, {type: 'other'}],
	['never/seen', {}, {type: 'other'}],
	['salt', {}, {type: 'other'}],
	['salt/job', {}, {type: 'other'}],
])('knows what %s means', (tag, data, expected) => {
	expect(meaning(tag, data)).toEqual(expected);
});
