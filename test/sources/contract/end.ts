import {expect, test} from 'vitest';
import {ObservedLog} from '../arena.js';
import {type Stage, until} from './stage.js';

/** Open network sockets of this process, both ends of those to the server included. */
const openSockets = (): number =>
	process.getActiveResourcesInfo().filter(name => /TCPSocketWrap|TLSWrap/.test(name)).length;

/** An abort ends everything, whatever is under way. */
export const endsAtAbort = (stage: () => Stage): void => {
	test('ends at an abort, with no connection left open', async () => {
		const {arena, live, loggedOf, keep} = stage();
		const sockets = openSockets();
		const {source, observed} = await live();
		const followed = arena.log ? new ObservedLog(source, loggedOf(observed)) : null;
		if (followed) {
			keep(followed);
			await until(() => expect(followed.isLive).toBe(true));
		}

		await Promise.all([followed?.stop(), observed.stop()]);
		await until(() => expect(arena.server.peers.size).toBe(0));
		await until(() => expect(openSockets()).toBeLessThanOrEqual(sockets));
	});

	test('ends at an abort while it is still connecting', async () => {
		const {arena, watch} = stage();
		const gate = arena.server.faults.hold(() => true);
		const {observed} = watch();
		await gate.reached;
		await observed.stop();
		gate.release();
		expect(observed.rows.size).toBe(0);
	});
};
