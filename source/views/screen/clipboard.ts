import {Buffer} from 'node:buffer';
import type {Environment} from '../../model/environment.js';

// Terminals and tmux drop longer ones without a word.
const longest = 74_994;

// screen takes control strings of this length at most.
const screenChunk = 252;

const forTmux = (sequence: string): string =>
	`\u001bPtmux;${sequence.replaceAll('\u001b', '\u001b\u001b')}\u001b\\`;

const forScreen = (sequence: string): string => {
	const pieces: string[] = [];
	for (let at = 0; at < sequence.length; at += screenChunk) pieces.push(sequence.slice(at, at + screenChunk));
	return pieces.map(piece => `\u001bP${piece}\u001b\\`).join('');
};

/**
 * The OSC 52 sequence that copies `text` to the clipboard of the terminal, also from afar; in the forms that tmux
 * (`TMUX`) or screen (`STY`) take or pass on. Null when it is longer than terminals take.
 */
export const copySequence = (text: string, env: Environment): string | null => {
	const encoded = Buffer.from(text, 'utf8').toString('base64');
	if (encoded.length > longest) return null;
	const sequence = `\u001b]52;c;${encoded}\u0007`;
	// From 3.3 on tmux takes the plain form where `set-clipboard` is on, the wrapped one only with `allow-passthrough`.
	if (env.TMUX) return sequence + forTmux(sequence);
	return env.STY ? forScreen(sequence) : sequence;
};
