import {expect, test} from 'vitest';
import {isObject} from '../../../../source/model/json-object.js';
import {measuredIn} from '../../../../source/sources/rancher2/kube/usage.js';
import {mapsOf} from '../../../../source/sources/requests/json-fields.js';
import {fixtureBody} from '../fixture.js';

const now = 1_800_000_000_000;
const mebi = 2 ** 20;

const itemOf = (file: string) => measuredIn(fixtureBody(`more/${file}`), now);

test('a recorded pod uses what its containers do; its age is known whatever the server’s clock says', () => {
	const use = {cpu: 0.124999426, memory: 60 * mebi};
	expect(itemOf('metrics-pod.raw.http')).toEqual({
		...use,
		id: 'shop/web-88f665977-kls2t',
		at: now - 9000,
		containers: [{name: 'app', ...use}],
	});
});

test('a recorded node', () => {
	expect(itemOf('metrics-node.raw.http')).toMatchObject({
		id: 'worker-1',
		cpu: 0.899997632,
		memory: 2200 * mebi,
		at: now - 9000,
	});
});

test.each([
	['metrics-nodes.raw.http', 6],
	['metrics-pods.raw.http', 6],
	['metrics-pods-of-a-namespace-by-label.raw.http', 3],
	['reader-metrics-pods.raw.http', 2],
])('every item of %s is understood', (file, count) => {
	const items = mapsOf(fixtureBody(`more/${file}`), 'items');
	expect(items.flatMap(item => measuredIn(item, now) ?? [])).toHaveLength(count);
});

test.each([
	['without a name', {metadata: {}}],
	['without a time', {timestamp: 'soon'}],
	['without an amount', {usage: {cpu: 'much', memory: '1Mi'}}],
	['without any usage', {usage: undefined}],
])('an item %s says nothing', (_title, wrong) => {
	const item: unknown = {...fixtureBody('more/metrics-node.raw.http'), ...wrong};
	expect(isObject(item) ? measuredIn(item, now) : item).toBeNull();
});
