import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import type {WatchEvent} from '../../../../source/sources/follow/watch-adapter.js';
import {Model} from '../../../../source/sources/salt/watch/model.js';
import {parseEvent} from '../../../../source/sources/salt/wire/frames.js';
import {wheelReturn} from '../../../../source/sources/salt/wire/reply.js';
import {master, until, watch} from '../scene.js';
import {calls} from '../start.js';

const minion = 'minion/web-a.example';
const accepted = 'key/web-a.example';
const denied = 'key/web-a.example:denied';

const withBoth = async () => {
	const server = await master();
	server.master.keys.set('web-a.example', new Set(['minions', 'minions_denied']));
	const scene = watch(server);
	await until(() => expect(scene.observed.status).toBe('live'));
	return scene;
};

test('deleting a denied key leaves the accepted one, and the minion', async () => {
	const {act, row, observed} = await withBoth();
	expect(row(denied)).toMatchObject({state: 'denied', health: 'error'});
	await act(denied, 'delete');
	await until(() => expect(observed.rows.has(`eu//${denied}`)).toBe(false));
	expect(row(accepted).state).toBe('accepted');
	expect(row(minion).state).toBe('up');
	expect(observed.of('removed')).toEqual([]);
	expect(observed.of('gap')).toEqual([]);
});

test('deleting the accepted key beside a denied one takes the minion away', async () => {
	const {act, row, observed} = await withBoth();
	await act(accepted, 'delete');
	await until(() => expect(observed.rows.has(`eu//${minion}`)).toBe(false));
	expect(observed.rows.has(`eu//${accepted}`)).toBe(false);
	expect(row(denied).state).toBe('denied');
});

test('a hello of before the listing does not say since when a key waits', async () => {
	const server = await master();
	const gate = server.faults.hold(calls('key.list_all'));
	const {observed, row} = watch(server);
	await gate.reached;
	server.master.sayHello('new.example');
	await until(() => expect(row('key/new.example').state).toBe('pending'));
	gate.release();
	await until(() => expect(observed.status).toBe('live'));
	expect(row('key/new.example')).toMatchObject({state: 'pending', since: null});
});

test('what a master says when it deletes a denied key does not say which key it was', () => {
	const fixture = new URL('../../../fixtures/salt/found/08-delete-denied-key.json', import.meta.url);
	const [event, reply] = JSON.parse(readFileSync(fixture, 'utf8'));
	const observed: WatchEvent[] = [];
	const model = new Model({
		source: 'eu',
		readOnly: false,
		kinds: new Set(['key', 'minion']),
		permitted: actions => actions,
	});
	model.rows.emitter.to(each => observed.push(each));
	model.roster.listKeys({minions: ['r7-a', 'r7-b'], minions_denied: ['r7-a']});
	model.apply(parseEvent(JSON.stringify(event)) ?? expect.fail('no event'), 1000);
	expect(observed).toEqual([{type: 'due', kinds: ['minion', 'key']}]);
	expect(model.roster.minions.get('r7-a')).toBeDefined();
	expect(wheelReturn(reply.return[0])).toEqual({minions: ['r7-a']});
});

test('reports entries of the list of keys that are not ids once, and takes the others', async () => {
	const server = await master();
	const listed = {minions: ['web-a.example', {}, 7], minions_pre: null, local: [null]};
	server.faults.refuse(calls('key.list_all'), {
		status: 200,
		headers: {'Content-Type': 'application/json'},
		body: JSON.stringify({return: [{tag: '', data: {return: listed, success: true}}]}),
	});
	const {observed, rows, source} = watch(server);
	await until(() => expect(observed.status).toBe('live'));
	expect(rows('key').map(({id}) => id)).toEqual(['web-a.example']);
	const listings = () => observed.of('listed').filter(({kinds}) => kinds.includes('key')).length;
	const before = listings();
	source.relist();
	await until(() => expect(listings()).toBeGreaterThan(before));
	expect(observed.of('fault').map(({message}) => message)).toEqual([
		'Cannot list all keys: 2 of 3 entries are not ids, such as {}',
	]);
});
