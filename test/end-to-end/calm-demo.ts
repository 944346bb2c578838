import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import {openDemo} from '../../source/demo/demo.js';
import {families} from '../../source/families.js';
import type {Credentials} from '../../source/model/source-config.js';
import {homeWith} from './run.js';

/** Credentials of the demo, as a configuration file has them. */
const keysOf = (credentials: Credentials): Readonly<Record<string, string>> => {
	switch (credentials.type) {
		case 'basic':
			return {accessKey: credentials.username, secretKey: credentials.password};
		case 'bearer':
			return {token: credentials.token};
		case 'login':
			return {username: credentials.username, password: credentials.password};
		default:
			return {};
	}
};

/**
 * Serves what `--demo` shows, but for its stories, which change the screen whether the program is there yet or not; until
 * the end of the test. Returns the arguments that show it.
 */
export const serveCalmDemo = async (): Promise<readonly string[]> => {
	const servers = await Promise.all(families.flatMap(({demo}) => demo?.() ?? []));
	const demo = await openDemo(servers, {times: {firstMs: 3_600_000}});
	onTestFinished(demo.close);
	const sources = await Promise.all(
		demo.sources.map(async ({name, family, url, credentials}) => [
			name,
			{url: `${family}+${url}`, ...keysOf(await credentials())},
		]),
	);
	const home = homeWith({'config.yaml': JSON.stringify({sources: Object.fromEntries(sources)})});
	return ['--config', join(home, 'config.yaml')];
};
