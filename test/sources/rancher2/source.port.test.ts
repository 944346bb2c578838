import {afterEach, expect, test} from 'vitest';
import type {Resource} from '../../../source/model/resource.js';
import type {Source} from '../../../source/model/source.js';
import {createStage, never, rowOf, until} from './stage.js';
import {cluster} from './start.js';

const {serve, live, clear} = createStage();
afterEach(clear);

const key = (kind: string, id = 'shop/web') => `prod/${cluster}/${kind}/${id}`;

const start = async (services = false) => {
	const server = await serve();
	const {source, observed} = await live(server);
	if (services) source.show(['service', 'container']);
	const pods = () => server.world.list('pod', cluster).filter(({fields}) => fields.deleting !== true);
	return {server, source, observed, pods, podName: () => String(pods()[0]?.fields.name)};
};

/** Asks for a page at a port of a row. */
const page = async (source: Source, row: Resource, port = 8080): Promise<{text: string; to: string}> => {
	const pieces: Uint8Array[] = [];
	const connection = await source.connectPort?.(row, port, bytes => pieces.push(bytes), never);
	if (!connection) throw new Error('it forwards no ports');
	await connection.write(Buffer.from('GET /here HTTP/1.0\r\n\r\n'));
	await connection.ended;
	return {text: Buffer.concat(pieces).toString(), to: connection.to};
};

const forwardOf = (row: Resource) => {
	const action = row.actions.find(({verb}) => verb === 'forward');
	if (!action) throw new Error(`${row.name} offers no forward`);
	return action;
};

test('a pod, its container, its workload and its service lead to it, and propose the port that it declares', async () => {
	const {source, observed, podName} = await start(true);
	const pod = `shop/${podName()}`;
	const keys = [key('pod', pod), key('container', `${pod}/web`), key('deployment'), key('service')];
	await until(() => expect(keys.every(each => observed.rows.has(each))).toBe(true));
	for (const each of keys) {
		const row = rowOf(observed, each);
		const {text, to} = await page(source, row);
		expect(text).toContain(`hello from the pod ${podName()}: /here`);
		expect(to).toBe(pod);
		const [field] = await source.form(row, forwardOf(row), never);
		expect(field).toMatchObject({name: 'port', initial: '8080', options: ['8080']});
		expect(field?.description).toContain('8080 http');
	}
});

test('after its pod was replaced, a workload leads to the new one, and the old pod to none', async () => {
	const {source, observed, server, podName, pods} = await start();
	const before = podName();
	const old = rowOf(observed, key('pod', `shop/${before}`));
	const workload = rowOf(observed, key('deployment'));
	const remove = old.actions.find(({name}) => name === 'remove');
	if (!remove) throw new Error('the pod cannot be removed');
	await source.act({resource: old, action: remove, input: {}}, never);
	await until(() => {
		expect(server.world.list('pod', cluster).map(({fields}) => fields.name)).not.toContain(before);
		expect(pods()[0]?.fields).toMatchObject({status: 'Running', ready: true});
	});
	expect((await page(source, workload)).text).toContain(`hello from the pod ${podName()}`);
	await until(() => expect(observed.rows.has(old.key)).toBe(false));
	await expect(page(source, old)).rejects.toThrow(/pod is gone; forward a port of its workload|not found/);
});

test('a port that nobody listens on is reported in the words of the server, in full', async () => {
	const {source, observed} = await start();
	await expect(page(source, rowOf(observed, key('deployment')), 26_809)).rejects.toThrow(
		/Cannot connect to port 26809 of pod shop\/web-.*error forwarding port 26809.*IPv6 dial tcp6: address localhost: no suitable address found/,
	);
});

test('a workload without a pod that runs says so', async () => {
	const {source, observed, server, pods} = await start();
	const workload = rowOf(observed, key('deployment'));
	for (const {key: pod} of pods()) server.world.change(pod, {status: 'Pending', ready: false});
	await expect(page(source, workload)).rejects.toThrow(
		/Cannot find a pod of deployment shop\/web: it has 1 pod, and none that runs/,
	);
});

test('a pod that is killed ends its connections, which says so', async () => {
	const {source, observed, server, pods} = await start();
	const workload = rowOf(observed, key('deployment'));
	const connection = await source.connectPort?.(workload, 8080, () => undefined, never);
	const ended = expect(connection?.ended).rejects.toThrow(/any longer: the connection ended/);
	server.world.remove(pods()[0]?.key ?? '');
	await ended;
});

test('the same without Steve', async () => {
	const server = await serve({steve: false});
	const {source, observed} = await live(server);
	source.show(['service']);
	await until(() => expect(observed.rows.has(key('service'))).toBe(true));
	const name = String(server.world.list('pod', cluster)[0]?.fields.name);
	for (const each of [key('pod', `shop/${name}`), key('deployment'), key('service')]) {
		const row = rowOf(observed, each);
		expect((await source.form(row, forwardOf(row), never))[0]).toMatchObject({initial: '8080'});
		expect((await page(source, row)).text).toContain(`hello from the pod ${name}: /here`);
	}
});
