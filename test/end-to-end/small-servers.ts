import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import {serveRancher1} from '../../source/demo/rancher1/server.js';
import {serveRancher2} from '../../source/demo/rancher2/server.js';
import {serveSalt} from '../../source/demo/salt/server.js';

/** A server of each family with the least in it, and a configuration that names them. */
export const serveAll = async () => {
	const small = {small: true, life: false};
	const servers = {
		one: await serveRancher1(small),
		two: await serveRancher2(small),
		salt: await serveSalt(small),
	};
	const {one, two, salt} = servers;
	const folder = mkdtempSync(join(tmpdir(), 'rwatch-logs-'));
	const config = join(folder, 'config.yaml');
	const {access, secret} = one.accountKey;
	const sources = {
		one: {url: `rancher1+${one.url}`, accessKey: access, secretKey: secret},
		two: {url: `rancher2+${two.url}`, token: `${two.token.name}:${two.token.secret}`},
		salt: {url: `salt+${salt.url}`, username: salt.user.username, password: salt.user.password},
	};
	writeFileSync(config, JSON.stringify({sources}), {mode: 0o600});
	onTestFinished(async () => {
		await Promise.all(Object.values(servers).map(server => server.close()));
		rmSync(folder, {recursive: true});
	});
	const [pod] = two.world.list('pod');
	return {...servers, config, pod: pod?.key ?? ''};
};
