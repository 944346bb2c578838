import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import type {Resource} from '../../source/model/resource.ts';
import type {Source} from '../../source/model/source.ts';
import type {SourceConfig} from '../../source/model/source-config.ts';
import {type Arena, Told, ToldLog} from './arena.ts';

const until = (check: () => void) => vi.waitFor(check, {timeout: 10_000, interval: 10});

/** Open network sockets of this process, both ends of those to the server included. */
const openSockets = () =>
	process.getActiveResourcesInfo().filter(name => /TCPSocketWrap|TLSWrap/.test(name)).length;

/**
 * What every source promises, whatever it speaks.
 *
 * @param family its name, for the titles
 * @param start makes a server and what else a test needs
 */
export const contract = (family: string, start: () => Promise<Arena>): void => {
	describe(`${family} keeps the contract of a source`, {timeout: 20_000}, () => {
		let arena: Arena;
		const open: {stop: () => Promise<void>}[] = [];

		beforeEach(async () => {
			arena = await start();
		});

		afterEach(async () => {
			await Promise.all(open.splice(0).map(one => one.stop()));
			await arena.server.close();
		});

		const watch = (config: SourceConfig = arena.config): {source: Source; told: Told} => {
			const source = arena.open(config);
			const told = new Told(source);
			open.push(told);
			return {source, told};
		};

		const live = async (): Promise<{source: Source; told: Told}> => {
			const watched = watch();
			await until(() => expect(watched.told.status).toBe('live'));
			return watched;
		};

		const subjectOf = (told: Told): Resource => {
			const resource = told.rows.get(arena.subject);
			if (resource) return resource;
			throw new Error(`no row ${arena.subject} among ${[...told.rows.keys()].join(', ')}`);
		};

		const marked = (told: Told, mark: string) =>
			until(() => expect(arena.markOf(subjectOf(told))).toBe(mark));

		/** How often a new listing has been told to be complete after a gap. */
		const gaps = (told: Told) => told.of('gap').length;

		test('tells its kinds, then every row that there is, then that it is live', async () => {
			const {told} = await live();
			expect(told.of('kinds')[0]?.kinds.map(({name}) => name)).toContain(arena.kind);
			expect(subjectOf(told).kind).toBe(arena.kind);
			const firstAt = told.events.findIndex(
				event => event.type === 'changed' && event.resource.key === arena.subject && event.listed,
			);
			const liveAt = told.events.findIndex(
				event => event.type === 'status' && event.status === 'live' && event.scope === '',
			);
			expect(firstAt).toBeGreaterThan(-1);
			expect(liveAt).toBeGreaterThan(firstAt);
			expect(told.of('listed').some(({kinds: listed}) => listed.includes(arena.kind))).toBe(true);
			expect(told.of('fault')).toEqual([]);
		});

		test('tells a change, as one that was seen to happen', async () => {
			const {told} = await live();
			arena.mark('one');
			await marked(told, 'one');
			expect(told.of('changed').at(-1)?.listed).toBe(false);
		});

		test('tells of what is added and of what is removed', async () => {
			const {told} = await live();
			const key = arena.add();
			await until(() => expect([...told.rows.keys()]).toContain(key));
			arena.remove(key);
			await until(() => expect([...told.rows.keys()]).not.toContain(key));
		});

		test('forgets what was removed while the server could not be reached, and tells the gap', async () => {
			const {told} = await live();
			const key = arena.add();
			await until(() => expect([...told.rows.keys()]).toContain(key));
			await arena.server.faults.down();
			await until(() => expect(told.status).not.toBe('live'));
			expect([...told.rows.keys()]).toContain(key);
			arena.remove(key);
			await arena.server.faults.up();
			await until(() => expect([...told.rows.keys()]).not.toContain(key));
			await until(() => expect(told.status).toBe('live'));
			const gap = told.of('gap').at(-1);
			expect(gap?.from).toBeLessThanOrEqual(gap?.to ?? 0);
		});

		test('comes back by itself when its stream is cut, with all that changed meanwhile', async () => {
			const {told} = await live();
			arena.server.faults.cut(arena.isStream);
			arena.mark('meanwhile');
			await until(() => expect(gaps(told)).toBeGreaterThan(0));
			await marked(told, 'meanwhile');
			await until(() => expect(told.status).toBe('live'));
		});

		test('loses no change that happens while a listing is on its way', async () => {
			const gate = arena.server.faults.hold(arena.isListing, 'after');
			const {told} = watch();
			await gate.reached;
			arena.mark('newer');
			await until(() => expect(told.of('changed').length + told.of('heartbeat').length).toBeGreaterThan(0));
			gate.release();
			await until(() => expect(told.status).toBe('live'));
			await marked(told, 'newer');
		});

		test('is not confused by an event that comes twice', async () => {
			const {told} = await live();
			const size = told.rows.size;
			arena.server.faults.duplicate(2);
			arena.mark('twice');
			await marked(told, 'twice');
			arena.mark('after');
			await marked(told, 'after');
			expect(told.rows.size).toBe(size);
			expect(told.of('fault')).toEqual([]);
		});

		test('does not go back to what an event of long ago says', async ({skip}) => {
			const {stale} = arena;
			if (!stale) return skip('this protocol has no old events');
			const {told} = await live();
			arena.mark('first');
			await marked(told, 'first');
			arena.mark('second');
			await marked(told, 'second');
			const before = told.events.length;
			arena.server.faults.inject(stale('first'), arena.isStream);
			const key = arena.add();
			await until(() => expect([...told.rows.keys()]).toContain(key));
			const marks = told.events
				.slice(before)
				.flatMap(event =>
					event.type === 'changed' && event.resource.key === arena.subject ? [event.resource] : [],
				)
				.map(arena.markOf);
			expect(marks).not.toContain('first');
			expect(arena.markOf(subjectOf(told))).toBe('second');
		});

		test('gives up a stream that is open but silent, and finds what it did not tell', async () => {
			const {told} = await live();
			arena.server.faults.silence(arena.isStream);
			arena.mark('unheard');
			await until(() => expect(gaps(told)).toBeGreaterThan(0));
			await marked(told, 'unheard');
			await until(() => expect(told.status).toBe('live'));
		});

		test('counts frames that the protocol does not allow, and goes on', async () => {
			const {told} = await live();
			for (const frame of arena.malformed) arena.server.faults.inject(frame, arena.isStream);
			await until(() => expect(told.of('fault').length).toBeGreaterThanOrEqual(arena.malformed.length));
			arena.mark('still there');
			await marked(told, 'still there');
			expect(told.status).toBe('live');
		});

		test('says that wrong credentials are refused, and shows no row', async () => {
			const credentials = async () => arena.wrongCredentials;
			const {told} = watch({...arena.config, credentials});
			await until(() => expect(told.status).toBe('refused'));
			expect(told.message).not.toBe('');
			expect(told.rows.size).toBe(0);
		});

		test('says that credentials are refused any longer, and recovers with good ones', async () => {
			const {told} = await live();
			const restore = arena.expire();
			arena.server.faults.cut(arena.isStream);
			await until(() => expect(told.status).toBe('refused'));
			expect([...told.rows.keys()]).toContain(arena.subject);
			restore();
			await until(() => expect(told.status).toBe('live'));
		});

		const actionOf = (resource: Resource) => {
			const action = resource.actions.find(({name}) => name === arena.action.name);
			if (action) return action;
			throw new Error(`${resource.name} offers only ${resource.actions.map(({name}) => name).join(', ')}`);
		};

		test('fires an action, whose effect comes by the stream', async () => {
			const {source, told} = await live();
			const resource = subjectOf(told);
			const request = {resource, action: actionOf(resource), input: arena.action.input};
			const outcome = await source.act(request, new AbortController().signal);
			expect(outcome.follow).toBe(true);
			await until(() => expect(arena.action.isDone(subjectOf(told))).toBe(true));
		});

		test('says why an action is refused', async () => {
			const {source, told} = await live();
			const resource = subjectOf(told);
			const words = arena.refuse();
			const request = {resource, action: actionOf(resource), input: arena.action.input};
			await expect(source.act(request, new AbortController().signal)).rejects.toThrow(words);
		});

		test('gives the whole object', async () => {
			const {source, told} = await live();
			const object = await source.object(subjectOf(told), new AbortController().signal);
			expect(Object.keys(object).length).toBeGreaterThan(3);
		});

		test('follows a log over a broken connection, each line once', async ({skip}) => {
			const {log} = arena;
			if (!log) return skip('this family has no logs');
			const {source, told} = await live();
			const followed = new ToldLog(source, subjectOf(told));
			open.push(followed);
			await until(() => expect(followed.isLive).toBe(true));
			for (const text of ['one', 'two', 'two']) log.write(text);
			await until(() => expect(followed.texts.slice(-3)).toEqual(['one', 'two', 'two']));
			const before = followed.texts.length;
			arena.server.faults.cut(log.isStream);
			await until(() => expect(followed.events.some(({type}) => type === 'stopped')).toBe(true));
			log.write('three');
			await until(() => expect(followed.isLive).toBe(true));
			log.write('four');
			await until(() => expect(followed.texts).toContain('four'));
			expect(followed.texts.slice(before)).toEqual(['three', 'four']);
		});

		test('lists anew when asked to, without leaving live', async () => {
			const {source, told} = await live();
			const before = told.of('listed').length;
			const from = told.events.length;
			source.relist();
			await until(() => expect(told.of('listed').length).toBeGreaterThan(before));
			const statuses = told.events
				.slice(from)
				.filter(event => event.type === 'status' || event.type === 'gap');
			expect(statuses).toEqual([]);
		});

		test('lists another kind when it is first shown', async () => {
			const {source, told} = await live();
			source.show([arena.otherKind]);
			await until(() => expect(told.of('listed').flatMap(({kinds}) => kinds)).toContain(arena.otherKind));
			await until(() => expect([...told.rows.values()].map(({kind}) => kind)).toContain(arena.otherKind));
		});

		test('lets no credential out, in no event and no error', async () => {
			const {source, told} = await live();
			const resource = subjectOf(told);
			arena.expire();
			arena.server.faults.cut(arena.isStream);
			await until(() => expect(told.status).toBe('refused'));
			const error: unknown = await source
				.object(resource, new AbortController().signal)
				.then(String, (reason: unknown) => reason);
			const seen = JSON.stringify(told.events) + String(error) + JSON.stringify(error);
			for (const secret of arena.secrets) expect(seen).not.toContain(secret);
		});

		test('ends at an abort, with no connection left open', async () => {
			const sockets = openSockets();
			const {source, told} = await live();
			const followed = arena.log ? new ToldLog(source, subjectOf(told)) : null;
			if (followed) {
				open.push(followed);
				await until(() => expect(followed.isLive).toBe(true));
			}

			await Promise.all([followed?.stop(), told.stop()]);
			const after = told.events.length;
			await until(() => expect(arena.server.peers.size).toBe(0));
			await until(() => expect(openSockets()).toBeLessThanOrEqual(sockets));
			arena.mark('unseen');
			expect(told.events.length).toBe(after);
		});

		test('ends at an abort while it is still connecting', async () => {
			const gate = arena.server.faults.hold(() => true);
			const {told} = watch();
			await gate.reached;
			await told.stop();
			gate.release();
			expect(told.rows.size).toBe(0);
		});
	});
};
