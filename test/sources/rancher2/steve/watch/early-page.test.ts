import {afterEach, expect, test} from 'vitest';
import {at} from '../../../../../source/demo/serve/serve.js';
import {createStage, namesOf, until} from '../../stage.js';
import {cluster, configFor} from '../../start.js';

const {serve, follow, clear} = createStage();

afterEach(clear);

const schemas = at(`/k8s/clusters/${cluster}/v1/schemas`);

test('the first page of the kind in view is asked for while the schemas are being read, and only once', async () => {
	const server = await serve();
	const gate = server.faults.hold(schemas);
	const {source, observed} = follow(configFor(server));
	source.show(['pod']);
	const pages = () => server.received.filter(({url}) => url.pathname === `/k8s/clusters/${cluster}/v1/pods`);
	await until(() => expect(pages()).toHaveLength(1));
	expect(namesOf(observed, 'pod')).toEqual([]);
	gate.release();
	await until(() => expect(observed.status).toBe('live'));
	expect(namesOf(observed, 'pod')).not.toEqual([]);
	expect(pages()).toHaveLength(1);
	expect(observed.of('fault')).toEqual([]);
});

test('one that failed is asked for again with the others', async () => {
	const server = await serve();
	const isPods = at(`/k8s/clusters/${cluster}/v1/pods`);
	const allow = server.faults.refuse(isPods, {status: 500, body: '{}'});
	const {source, observed} = follow(configFor(server));
	source.show(['pod']);
	await until(() => expect(namesOf(observed, 'deployment')).not.toEqual([]));
	allow();
	await until(() => expect(namesOf(observed, 'pod')).not.toEqual([]));
	await until(() => expect(observed.status).toBe('live'));
});
