import {parse, resolve as resolvePath} from 'node:path';
import {fileFault} from '../files/fault.js';
import {createPrivate} from '../files/write.js';
import {AccountedError} from '../model/errors.js';

// Files of the same name to keep; after that saving fails.
const maxNames = 99;

/**
 * Writes a text, or bytes, to a new file that only its owner can read; `web-2.log` if there is a `web.log` already, and so on.
 *
 * @returns the path of the file
 * @throws AccountedError when no file can be written
 */
export const saveText = (name: string, text: string | Uint8Array): string => {
	const {dir, name: base, ext} = parse(resolvePath(name));
	const failed = (target: string, answer: string, advice: string) =>
		new AccountedError({attempted: 'Cannot save', target, answer, advice});
	for (let number = 1; number <= maxNames; number++) {
		const path = `${dir}/${base}${number === 1 ? '' : `-${number}`}${ext}`;
		try {
			if (createPrivate(path, text)) return path;
		} catch (error) {
			throw failed(path, fileFault(error), 'start rwatch in a directory that you can write to');
		}
	}

	throw failed(dir, `${base}${ext} to ${base}-${maxNames}${ext} are all there`, 'move some of them away');
};
