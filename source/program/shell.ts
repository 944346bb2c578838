import {printable} from '../model/printable.js';
import type {Resource} from '../model/resource.js';
import type {ShellSession} from '../model/shell-session.js';
import type {Source} from '../model/source.js';

/** The key that leaves a hanging shell: ctrl-]. */
const leaveByte = 0x1d;

/**
 * Connects the terminal to a shell in a resource, byte for byte, until it ends or ctrl-] is pressed. The terminal must
 * be in its normal mode, with no other reader. Resolves to the exit status, null where none is known.
 *
 * @throws what `source.shell` throws
 */
export const runShell = async (
	source: Source,
	resource: Resource,
	session: ShellSession,
	{keyboard: stdin, stdout}: {readonly keyboard: NodeJS.ReadStream; readonly stdout: NodeJS.WriteStream},
): Promise<number | null> => {
	if (!source.shell) throw new Error(`${source.name} offers no shell`);
	const abort = new AbortController();
	const size = () => ({columns: stdout.columns, rows: stdout.rows});
	const place = session.container === null ? '' : `container ${printable(session.container)} of `;
	stdout.write(
		`\u001B[2J\u001B[HShell in ${place}${printable(resource.name)} on ${source.name}; ctrl-] leaves it.\r\n`,
	);
	const shell = await source.shell(resource, size(), bytes => stdout.write(bytes), abort.signal, session);
	const left = new Promise<null>(resolve => {
		abort.signal.addEventListener('abort', () => resolve(null), {once: true});
	});
	// Whoever drew the screen made standard input emit text.
	const type = (input: Buffer | string) => {
		const bytes = typeof input === 'string' ? Buffer.from(input) : input;
		if (bytes.includes(leaveByte)) abort.abort();
		else shell.write(bytes);
	};
	const resize = () => shell.resize(stdout.columns, stdout.rows);
	stdin.setRawMode(true);
	stdin.on('data', type);
	stdin.resume();
	stdout.on('resize', resize);
	try {
		return await Promise.race([shell.ended, left]);
	} finally {
		abort.abort();
		stdin.off('data', type);
		stdout.off('resize', resize);
		stdin.setRawMode(false);
	}
};
