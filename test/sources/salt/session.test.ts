import {expect, test} from 'vitest';
import {page} from '../../../source/demo/salt/pages.js';
import {at} from '../../../source/demo/serve/serve.js';
import {openSalt} from '../../../source/sources/salt/source.js';
import {type Clock, systemClock} from '../../../source/transport/clock.js';
import {later, live, master, until, watch} from './scene.js';
import {calls, configFor, failSchedule, quick} from './start.js';

const logins = at('/login', {method: 'POST'});
const minion = 'minion/web-a.example';

test('logs in once, whatever is asked at the same time, and asks for JSON everywhere', async () => {
	const {server} = await live({demo: {app: true}});
	expect(server.received.filter(logins)).toHaveLength(1);
	const [login] = server.received;
	expect(JSON.parse(login?.body ?? '')).toEqual({username: 'saltdev', password: 'saltdev', eauth: 'pam'});
	expect(server.received.find(({url}) => url.pathname === '/events')?.headers.accept).toBe(
		'text/event-stream, application/json',
	);
});

test('keeps the token out of every URL', async () => {
	const {server} = await live({config: {eventTransport: 'ws'}});
	const tokens = server.sessions.open.map(({token}) => token);
	expect(tokens).toHaveLength(1);
	for (const {url} of server.received) for (const token of tokens) expect(url.href).not.toContain(token);
});

test('closes the session that it opened when it ends', async () => {
	const {server, observed} = await live();
	expect(server.sessions.open).toHaveLength(1);
	await observed.stop();
	expect(server.sessions.open).toEqual([]);
});

test('leaves a session open that it was given', async () => {
	const server = await master();
	const session = server.sessions.logIn('saltdev', 'saltdev', 'pam');
	const {observed} = watch(server, {
		config: {credentials: async () => ({type: 'bearer', token: session?.token ?? ''})},
	});
	await until(() => expect(observed.status).toBe('live'));
	await observed.stop();
	expect(server.received.filter(logins)).toEqual([]);
	expect(server.sessions.open).toHaveLength(1);
});

test('says that a given token is dead, and waits for another', async () => {
	const server = await master();
	const {observed} = watch(server, {
		config: {credentials: async () => ({type: 'bearer', token: 'dead0000'})},
	});
	await until(() => expect(observed.status).toBe('refused'));
	expect(observed.message).toMatch(/does not know it, or it has expired; give a new session token/);
});

test('comes back with all rows after a restart of salt-api, which forgets every session', async () => {
	const {server, observed, row} = await live();
	server.sessions.forgetAll();
	server.faults.cut();
	failSchedule(server, 'web-a.example', 'meanwhile');
	await until(() => expect(observed.of('gap')).toHaveLength(1));
	await until(() => expect(row(minion).message).toMatch(/meanwhile/));
	await until(() => expect(observed.status).toBe('live'));
	expect(observed.of('status').some(({status}) => status === 'refused')).toBe(false);
	expect(server.received.filter(logins)).toHaveLength(2);
});

test('logs in again where a call finds the session dead, and makes the call', async () => {
	const {server, act} = await live();
	server.sessions.forgetAll();
	expect(await act(minion, 'test.ping')).toMatchObject({follow: true});
	expect(server.received.filter(logins).length).toBeGreaterThan(1);
});

test('logs in again where the session lives and the token behind it has expired', async () => {
	const {server, act} = await live();
	server.sessions.expireAll();
	expect(await act(minion, 'test.ping')).toMatchObject({follow: true});
});

test('follows on after the clean end with which a stream whose token died is closed', async () => {
	const {server, observed, row} = await live();
	server.sessions.expireAll();
	failSchedule(server, 'web-a.example', 'the last event');
	await until(() => expect(row(minion).message).toMatch(/the last event/));
	await until(() => expect(observed.of('gap')).toHaveLength(1));
	await until(() => expect(observed.status).toBe('live'));
	failSchedule(server, 'web-a.example', 'the next one');
	await until(() => expect(row(minion).message).toMatch(/the next one/));
	expect(observed.message).toMatch(/lasted \d+ s: token_expire is short, or this is Salt 3008.0 or 3008.1/);
});

/** A clock on which delays of so many milliseconds are over when the test calls what is `due`. */
const clockHolding = (minMs: number, maxMs: number) => {
	const due: (() => void)[] = [];
	const clock: Clock = {
		now: () => systemClock.now(),
		after(delayMs, call) {
			if (delayMs < minMs || delayMs > maxMs) return systemClock.after(delayMs, call);
			due.push(call);
			return () => due.splice(due.indexOf(call), 1);
		},
	};
	return {clock, due};
};

test('says no more that a session was short once another has outlived it', async () => {
	const {clock, due} = clockHolding(60_000, 120_000);
	const {server, observed} = await live({salt: {clock}});
	server.sessions.expireAll();
	failSchedule(server, 'web-a.example', 'the last event');
	await until(() => expect(observed.message).toMatch(/lasted \d+ s/));
	await until(() => expect(due).toHaveLength(1));
	for (const call of due) call();
	expect(observed.of('status').at(-1)).toMatchObject({status: 'live', message: null});
});

test('replaces a session before it expires', async () => {
	const {clock, due} = clockHolding(11 * 3_600_000, 12 * 3_600_000);
	const {server, observed} = await live({salt: {clock}});
	expect(due).toHaveLength(1);
	for (const call of due) call();
	await until(() => expect(server.received.filter(logins).length).toBeGreaterThan(1));
	await until(() => expect(observed.status).toBe('live'));
	const ends = observed.of('status').filter(({status}) => !['live', 'connecting'].includes(status));
	expect(new Set(ends.map(({status, message}) => `${status}: ${message}`))).toEqual(
		new Set(['retrying: the session is replaced before it expires; connecting again']),
	);
	expect(observed.message).toBe('');
});

test('does not log in again where something is not permitted', async () => {
	const limited = {username: 'saltdev', password: 'saltdev', perms: ['test.ping', {'@runner': ['jobs.*']}]};
	const {server, row} = await live({demo: {users: [limited]}});
	expect(server.received.filter(logins)).toHaveLength(1);
	server.fire('salt/minion/web-a.example/start', {id: 'web-a.example'});
	await until(() => expect(row(minion).state).toBe('up'));
	expect(row(minion).actions.map(({name}) => name)).toEqual(['test.ping', 'call', 'logs']);
});

test('shows what the events report where no client is enabled, and names the lines to add', async () => {
	const {server, observed, row, rows} = await live({demo: {enabledClients: []}});
	expect(observed.message).toMatch(/client wheel is disabled: add `- wheel` to `netapi_enable_clients:`/);
	expect(observed.message).toMatch(/client runner is disabled/);
	expect(observed.of('fault')).toEqual([]);
	server.fire('salt/auth', {result: true, act: 'pend', id: 'other.example'});
	failSchedule(server, 'web-a.example', 'seen all the same');
	await until(() => expect(row('key/other.example').state).toBe('pending'));
	expect(row(minion)).toMatchObject({state: 'up', message: expect.stringMatching(/seen all the same/)});
	expect(rows('job')).toHaveLength(1);
});

test('asks in vain once for each client, and goes on with the others', async () => {
	const {server, observed, rows} = await live({demo: {enabledClients: ['wheel']}});
	expect(observed.message).not.toMatch(/wheel/);
	expect(rows('key')).toHaveLength(3);
	expect(rows('minion').map(({state}) => state)).toEqual(['up', 'up']);
	expect(server.received.filter(calls('key.finger')).length).toBeGreaterThan(0);
});

test('says what is wrong where something else answers', async () => {
	const server = await master();
	server.faults.refuse(at('/login'), {
		status: 200,
		headers: {'Content-Type': 'text/html'},
		body: '<html><p>Hello</p></html>',
	});
	const {observed} = watch(server);
	await until(() => expect(observed.status).toBe('retrying'));
	expect(observed.message).toMatch(/page instead of JSON; check that the URL is that of a salt-api/);
});

test('waits where the machine is not authorized', async () => {
	const server = await master();
	server.faults.refuse(() => true, page(403, 'Bad IP'));
	const {observed} = watch(server);
	await until(() => expect(observed.status).toBe('refused'));
	expect(observed.message).toMatch(/authorized_ips/);
});

test('needs a user with a password', async () => {
	const server = await master();
	const {observed} = watch(server, {config: {credentials: async () => ({type: 'none'})}});
	await until(() => expect(observed.status).toBe('refused'));
	expect(observed.message).toMatch(/SALTAPI_USER and SALTAPI_PASS/);
});

test('can look without a session, its credentials in every call', async () => {
	const server = await master();
	const {observed, rows} = watch(server, {salt: {sessionless: true}});
	await until(() => expect(observed.status).toBe('live'));
	expect(rows('minion')).toHaveLength(2);
	await observed.stop();
	const paths = new Set(server.received.map(({url}) => url.pathname));
	expect([...paths]).toEqual(['/run']);
});

test('can be watched again after it was ended', async () => {
	const server = await master();
	const source = openSalt(configFor(server), quick);
	for (const round of [1, 2]) {
		const abort = new AbortController();
		const statuses: string[] = [];
		const done = source.watch(event => event.type === 'status' && statuses.push(event.status), abort.signal);
		later(() => {
			abort.abort();
			return done;
		});
		await until(() => expect(statuses).toContain('live'));
		abort.abort();
		await done;
		expect(server.received.filter(logins)).toHaveLength(round);
	}
});
