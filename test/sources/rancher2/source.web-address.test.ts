import {afterEach, describe, expect, test} from 'vitest';
import {createStage, never, rowOf} from './stage.js';
import {cluster} from './start.js';

const {serve, live, clear} = createStage();

afterEach(clear);

describe('with Steve, the address of a row is in the dashboard', () => {
	test.each([
		['deployment/shop/web', 'explorer/apps.deployment/shop/web'],
		['node/', 'explorer/node/'],
		['pod/shop/', 'explorer/pod/shop/'],
	])('%s', async (start, page) => {
		const server = await serve();
		const {source, observed} = await live(server);
		const key = [...observed.rows.keys()].find(one => one.startsWith(`prod/${cluster}/${start}`)) ?? start;
		const address = await source.webAddress?.(rowOf(observed, key), never);
		expect(address?.startsWith(`${server.url}/dashboard/c/${cluster}/${page}`)).toBe(true);
		expect(address?.endsWith(key.slice(key.lastIndexOf('/')))).toBe(true);
	});

	test('of a cluster and its projects', async () => {
		const server = await serve();
		const {source, observed} = await live(server);
		const address = (key: string) => source.webAddress?.(rowOf(observed, key), never);
		expect(await address(`prod/clusters/cluster/${cluster}`)).toBe(
			`${server.url}/dashboard/c/${cluster}/explorer`,
		);
		const project = [...observed.rows.values()].find(
			({kind, id}) => kind === 'project' && id.startsWith(cluster),
		);
		expect(await address(project?.key ?? 'no project')).toBe(
			`${server.url}/dashboard/c/${cluster}/explorer/projectsnamespaces`,
		);
	});
});

test('without it, in the pages of an older Rancher', async () => {
	const server = await serve({steve: false});
	const {source, observed} = await live(server);
	const address = async (start: string) => {
		const row = [...observed.rows.values()].find(({key}) => key.startsWith(start));
		return row ? source.webAddress?.(row, never) : `no row ${start}`;
	};
	expect(await address(`prod/${cluster}/deployment/shop/web`)).toMatch(
		new RegExp(`^${server.url}/p/${cluster}:[^/]+/workload/deployment:shop:web$`),
	);
	expect(await address(`prod/${cluster}/node/`)).toMatch(
		new RegExp(`^${server.url}/c/${cluster}/nodes/${cluster}:`),
	);
	expect(await address('prod/clusters/cluster/')).toMatch(new RegExp(`^${server.url}/c/[^/]+$`));
});
