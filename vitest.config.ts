import {availableParallelism} from 'node:os';
import {configDefaults, defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		// These need real salt-masters: `npm run test:live-salt`.
		exclude: [...configDefaults.exclude, 'test/live/**'],
		// The whole program in a pseudo-terminal takes longer than a function, on a busy machine much longer. What hangs
		// fails sooner, by the limit of the wait that it hangs in.
		testTimeout: 180_000,
		hookTimeout: 180_000,
		// Longer than it is waited for programs that tests have killed.
		teardownTimeout: 30_000,
		expect: {poll: {timeout: 30_000}},
		environment: 'node',
		globalSetup: ['test/end-to-end/build.ts', 'test/clean-run.ts'],
		// One process for many files: loading the source once for each would cost more than the tests themselves.
		isolate: false,
		setupFiles: ['test/clean-process.ts'],
		// More than one for each core: many tests wait for a server or a program.
		maxWorkers: Math.min(8, 3 * availableParallelism()),
		// Most code of a test runs once: to optimise what runs ten times only costs time.
		execArgv: ['--interrupt-budget=1000000'],
		// Without a size, Ink starts programs to ask the terminal for one, at each frame that a test draws.
		env: {FORCE_COLOR: '0', TZ: 'UTC', COLUMNS: '100', LINES: '30'},
	},
});
