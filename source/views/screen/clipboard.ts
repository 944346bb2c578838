import {Buffer} from 'node:buffer';
import type {Environment} from '../../model/environment.js';
import {maxCopiedBytes} from '../../state/copy.js';
import {passedThrough} from './passthrough.js';

/**
 * The OSC 52 sequence that copies `text` to the clipboard of the terminal, also over ssh; in the form that tmux
 * (`TMUX`) or screen (`STY`) accept or pass through. Null if it is too long for terminals.
 */
export const copySequence = (text: string, env: Environment): string | null => {
	const bytes = Buffer.from(text, 'utf8');
	if (bytes.length > maxCopiedBytes) return null;
	const encoded = bytes.toString('base64');
	const sequence = `\u001b]52;c;${encoded}\u0007`;
	// tmux 3.3 and later accept the plain form if `set-clipboard` is on, the wrapped one only with `allow-passthrough`.
	return `${env.TMUX ? sequence : ''}${passedThrough(sequence, env)}`;
};
