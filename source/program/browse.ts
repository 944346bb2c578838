import {spawn} from 'node:child_process';
import type {Environment} from '../model/environment.js';
import {messageOf} from '../model/errors.js';

const opener = 'xdg-open';

/** Whether there is a display to open a web page on. */
export const hasDisplay = ({DISPLAY, WAYLAND_DISPLAY}: Environment): boolean =>
	Boolean(DISPLAY) || Boolean(WAYLAND_DISPLAY);

/** Opens a web page in the person's browser, which outlives rwatch. Rejects with the reason when that fails. */
export const browse = (address: string): Promise<void> =>
	new Promise((resolve, reject) => {
		const fail = (reason: string) => reject(new Error(`Cannot open ${address}: ${opener} ${reason}`));
		const child = spawn(opener, [address], {stdio: 'ignore', detached: true});
		child.once('error', error =>
			fail('code' in error && error.code === 'ENOENT' ? 'was not found' : messageOf(error)),
		);
		child.once('exit', code => (code === 0 ? resolve() : fail(`ended with exit code ${code}`)));
		child.unref();
	});
