import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {afterAll, beforeAll, describe} from 'vitest';
import {testBasics} from './basics.js';
import {testFollowing} from './following.js';
import {type Master, startMaster} from './master.js';
import {testRows} from './rows.js';

/** Salt's programs of a series are in the directory that `RWATCH_SALT_<series>` names. */
export const testMaster = (
	series: '3006' | '3007' | '3008',
	more: (master: () => Master) => void = () => undefined,
): void => {
	describe(`a real master of ${series}`, {timeout: 150_000}, () => {
		const bin = process.env[`RWATCH_SALT_${series}`] ?? '';
		let master: Master;
		beforeAll(async () => {
			master = await startMaster(bin);
		}, 200_000);
		afterAll(() => master?.stop(), 60_000);
		const running = (): Master => master;
		const [, version = ''] = execFileSync(join(bin, 'salt-api'), ['--version']).toString().split(' ');
		testBasics(running, version);
		testRows(running);
		testFollowing(running, series);
		more(running);
	});
};
