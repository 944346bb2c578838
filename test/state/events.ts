import type {Resource} from '../../source/model/resource.js';
import type {SourceEvent} from '../../source/model/source.js';
import type {Message} from '../../source/state/message.js';
import {kinds} from './small-rancher.js';

/** When every story begins. */
export const start = 1_700_000_000_000;

/** The message that says that these resources were listed or changed. */
export const reported = (...resources: readonly Resource[]): Message => ({
	type: 'events',
	events: resources.map(one => changed(one)),
});

/** The event that says that a resource is so now. */
export const changed = (one: Resource, at = start, listed = false): SourceEvent => ({
	type: 'changed',
	source: one.source,
	at,
	resource: one,
	listed,
});

/** The event that says that a resource is gone. */
export const removed = (one: Resource, at = start): SourceEvent => ({
	type: 'removed',
	source: one.source,
	at,
	key: one.key,
});

/** The message that opens a source. */
export const opened = (source: string, readOnly = false): Message => ({
	type: 'source',
	source,
	family: 'rancher1',
	url: `https://${source}.example.com`,
	insecure: false,
	readOnly,
	at: start,
});

/** The message that a source is live and reports its kinds. */
export const live = (source = 'prod'): Message => ({
	type: 'events',
	events: [
		{type: 'kinds', source, at: start, kinds},
		{type: 'status', source, scope: '', at: start, status: 'live', message: null, retryAt: null},
	],
});
