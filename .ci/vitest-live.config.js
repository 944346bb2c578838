import {fileURLToPath} from 'node:url';

// The tests against real servers: what they start is named by the environment (`.ci/live-salt.js`).
export default {
	test: {
		root: fileURLToPath(new URL('..', import.meta.url)),
		include: ['test/live/**/*.test.ts'],
		testTimeout: 60_000,
		hookTimeout: 60_000,
		// Three masters with their minions share the machine: one of them may be starved for a minute.
		retry: 1,
		// One for each master, whatever the machine has.
		maxWorkers: 3,
		environment: 'node',
		env: {FORCE_COLOR: '0', TZ: 'UTC'},
	},
};
