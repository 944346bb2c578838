import {beforeAll, expect, test} from 'vitest';
import type {ChangeEntry} from '../../../source/state/rows/changes.js';
import {changeLine} from '../../../source/views/lines/change-lines.js';
import {start} from '../../state/stage.js';
import {bare, seen} from '../stage.js';

beforeAll(() => {
	process.env.TZ = 'UTC';
});

const change = {
	type: 'changed',
	at: start,
	source: 'prod',
	key: 'prod//container/web-1',
	kind: 'container',
	name: 'web-1',
	from: 'running',
	to: 'stopping',
	health: 'transitioning',
	was: 'ok',
	message: null,
	listed: false,
	skipped: 0,
} as const;

test.each<[string, ChangeEntry, string]>([
	['a change', change, ' 22:13:20 ◐ container web-1              running > stopping'],
	[
		'another reason for the same state',
		{...change, to: 'running', message: 'pulling\u0007'},
		' 22:13:20 ◐ container web-1              running                  pulling␇',
	],
	[
		'something new',
		{...change, type: 'added', from: null},
		' 22:13:20 ◐ container web-1              new: stopping',
	],
	[
		'what came after others that were too many to be read',
		{...change, skipped: 19},
		' 22:13:20 ◐ container web-1              running > stopping       after 19 not shown',
	],
	[
		'what is gone',
		{...change, type: 'removed', to: null},
		' 22:13:20 ○ container web-1              running > removed',
	],
	[
		'what only a listing showed',
		{...change, listed: true},
		'<22:13:20 ◐ container web-1              running > stopping',
	],
	[
		'a gap',
		{type: 'gap', at: start, source: 'prod', scope: '', from: start - 65_000, to: start},
		' 22:13:20 ▲ prod                         gap                      changes of 1m05s before 22:13…',
	],
	[
		'what a server answered to an action',
		{
			type: 'action',
			at: start,
			source: 'prod',
			key: 'prod//container/web-1',
			kind: 'container',
			name: 'web-1',
			title: 'Restart',
			answer: 'failed',
			message: 'HTTP 409 Conflict',
		},
		' 22:13:20 ✗ container web-1              restart failed           HTTP 409 Conflict',
	],
	[
		'a broken connection',
		{type: 'status', at: start, source: 'prod', scope: '1a5', status: 'retrying', message: 'refused'},
		' 22:13:20 ✗ prod                         1a5 retrying             refused',
	],
])('the events show %s', (_title, entry, expected) => {
	expect(seen(changeLine(entry, 96, bare))).toBe(expected);
});
