import {onTestFinished} from 'vitest';
import {RefusedError, ServerError, UnreachableError} from '../../source/model/errors.js';
import type {SourceEvent} from '../../source/model/source.js';
import {type ReflectOptions, reflect} from '../../source/sources/follow/reflect.js';
import {createBackoff} from '../../source/transport/backoff.js';
import {FakeAdapter, resource} from './fake-adapter.js';
import {FakeClock, settle} from './fake-clock.js';

const account = {attempted: 'Cannot list', target: 'https://r', answer: 'it broke'};

/** No server is there. */
export const unreachable = new UnreachableError(account);

/** The server does not take the credentials. */
export const refused = new RefusedError({...account, answer: 'HTTP 401'});

/** The server fails. */
export const broken = new ServerError(account, 500, '');

/** The server is well, and wants to be left alone for seven seconds. */
export const busy = new ServerError({...account, answer: 'HTTP 429'}, 429, '', undefined, 7000);

/** The credentials are good, but not for this. */
export const forbidden = new ServerError({...account, answer: 'HTTP 403'}, 403, '');

const short = (event: SourceEvent): string => {
	if (event.type === 'status')
		return [event.status, event.message, event.retryAt].filter(Boolean).join(' | ');
	if (event.type === 'changed') {
		return `${event.listed ? 'listed' : 'changed'} ${event.resource.id} ${event.resource.state}`;
	}

	if (event.type === 'removed') return `removed ${event.key.split('/').at(-1)}`;
	if (event.type === 'listed') {
		return `complete ${event.kinds.join()}: ${[...event.keys].map(key => key.split('/').at(-1)).sort()}`;
	}

	if (event.type === 'gap') return `gap ${event.from}-${event.to}`;
	return event.type === 'fault' ? `fault ${event.message}` : event.type;
};

/** Follows the pods of a server that the test plays, on a clock that stands still, until the test is over. */
export const start = (more: Partial<ReflectOptions> = {}) => {
	const adapter = new FakeAdapter();
	const clock = new FakeClock();
	const controller = new AbortController();
	onTestFinished(() => controller.abort());
	const events: SourceEvent[] = [];
	const reflection = reflect({
		source: 's',
		scope: 'c1',
		kinds: ['pod'],
		adapter,
		emit: event => events.push(event),
		signal: controller.signal,
		backoff: () => createBackoff({random: () => 0}),
		clock,
		...more,
	});
	/** What was emitted since the last time. */
	const emitted = async () => {
		await settle();
		return events.splice(0).map(short);
	};

	return {adapter, clock, controller, events, reflection, emitted};
};

/** Live, with the pods a and b. */
export const startLive = async (more: Partial<ReflectOptions> = {}) => {
	const all = start(more);
	all.adapter.opening.accept();
	await settle();
	all.adapter.listing().page(resource('a'), resource('b'));
	all.adapter.listing().finish();
	await all.emitted();
	return all;
};
