import {vi} from 'vitest';

/** Waits until a check no longer throws, and resolves with its result. Only a test that fails waits for so long. */
export const until = <Found>(check: () => Found | Promise<Found>): Promise<Found> =>
	vi.waitFor(check, {timeout: 30_000, interval: 5});
