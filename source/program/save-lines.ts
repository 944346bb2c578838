import {writeFileSync} from 'node:fs';
import {parse, resolve as resolvePath} from 'node:path';
import {AccountedError} from '../model/errors.js';
import {fileFault} from '../model/file-fault.js';

// Who saved the same log more often than this wants to tidy up.
const mostNames = 99;

const isTaken = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && error.code === 'EEXIST';

/**
 * Writes lines to a new file that only its owner can read; `web-2.log` where there is a `web.log` already, and so on.
 *
 * @returns the path of the file
 * @throws AccountedError when no file can be written
 */
export const saveLines = (name: string, lines: readonly string[]): string => {
	const {dir, name: base, ext} = parse(resolvePath(name));
	const failed = (target: string, answer: string, advice: string) =>
		new AccountedError({attempted: 'Cannot save the lines', target, answer, advice});
	for (let number = 1; number <= mostNames; number++) {
		const path = `${dir}/${base}${number === 1 ? '' : `-${number}`}${ext}`;
		try {
			writeFileSync(path, `${lines.join('\n')}\n`, {mode: 0o600, flag: 'wx'});
			return path;
		} catch (error) {
			if (!isTaken(error)) {
				throw failed(path, fileFault(error), 'start rwatch in a directory that you can write to');
			}
		}
	}

	throw failed(dir, `${base}${ext} to ${base}-${mostNames}${ext} are all there`, 'move some of them away');
};
