import type {Files} from '../../source/config/config.js';

/** Files that exist only in a test, by path; all of them with the mode 0600 unless one is given. */
export const memoryFiles = (
	texts: Readonly<Record<string, string>>,
	modes: Readonly<Record<string, number>> = {},
): Files => ({
	read: path => texts[path] ?? null,
	mode: path => (path in texts ? (modes[path] ?? 0o600) : null),
});
