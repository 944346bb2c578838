import {expect, test} from 'vitest';
import {live} from './scene.js';

const {signal} = new AbortController();

test('where SaltGUI is installed a row has a page in it', async () => {
	const {source, server, rows} = await live({demo: {app: true}});
	const [minion] = rows('minion');
	if (!minion) throw new Error('there is no minion');
	expect(await source.webAddress?.(minion, signal)).toBe(
		`${server.url}/grains-minion?minionid=${encodeURIComponent(minion.id)}`,
	);
	const job = {...minion, kind: 'job', id: '20260101000000000001'};
	expect(await source.webAddress?.(job, signal)).toBe(`${server.url}/job?id=20260101000000000001`);
	expect(await source.webAddress?.({...minion, kind: 'return', id: '2026/web-a'}, signal)).toBe(
		`${server.url}/job?id=2026`,
	);
});

test('where it is not, that is the reason', async () => {
	const {source, rows} = await live();
	const [minion] = rows('minion');
	if (!minion) throw new Error('there is no minion');
	await expect(source.webAddress?.(minion, signal)).rejects.toThrow(
		'eu serves no web pages: SaltGUI is not installed there',
	);
});
