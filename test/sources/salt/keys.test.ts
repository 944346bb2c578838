import {expect, test} from 'vitest';
import {master, until, watch} from './scene.ts';
import {calls} from './start.ts';

const minion = 'minion/web-a.example';
const accepted = 'key/web-a.example';
const denied = 'key/web-a.example:denied';

const withBoth = async () => {
	const server = await master();
	server.master.keys.set('web-a.example', new Set(['minions', 'minions_denied']));
	const scene = watch(server);
	await until(() => expect(scene.told.status).toBe('live'));
	return scene;
};

test('deleting a denied key leaves the accepted one, and the minion', async () => {
	const {act, row, told} = await withBoth();
	expect(row(denied)).toMatchObject({state: 'denied', health: 'error'});
	await act(denied, 'delete');
	await until(() => expect(told.rows.has(`eu//${denied}`)).toBe(false));
	expect(row(accepted).state).toBe('accepted');
	expect(row(minion).state).toBe('up');
	expect(told.of('removed')).toEqual([]);
	expect(told.of('gap')).toEqual([]);
});

test('deleting the accepted key beside a denied one takes the minion away', async () => {
	const {act, row, told} = await withBoth();
	await act(accepted, 'delete');
	await until(() => expect(told.rows.has(`eu//${minion}`)).toBe(false));
	expect(told.rows.has(`eu//${accepted}`)).toBe(false);
	expect(row(denied).state).toBe('denied');
});

test('a hello of before the listing does not say since when a key waits', async () => {
	const server = await master();
	const gate = server.faults.hold(calls('key.list_all'));
	const {told, row} = watch(server);
	await gate.reached;
	server.master.sayHello('new.example');
	await until(() => expect(row('key/new.example').state).toBe('pending'));
	gate.release();
	await until(() => expect(told.status).toBe('live'));
	expect(row('key/new.example')).toMatchObject({state: 'pending', since: null});
});
