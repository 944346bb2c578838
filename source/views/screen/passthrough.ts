import type {Environment} from '../../model/environment.js';

// The maximum length of a control string in screen.
const screenChunk = 252;

const forTmux = (sequence: string): string =>
	`\u001bPtmux;${sequence.replaceAll('\u001b', '\u001b\u001b')}\u001b\\`;

const forScreen = (sequence: string): string => {
	const pieces: string[] = [];
	for (let at = 0; at < sequence.length; at += screenChunk) pieces.push(sequence.slice(at, at + screenChunk));
	return pieces.map(piece => `\u001bP${piece}\u001b\\`).join('');
};

/**
 * A control sequence in the form in which tmux (`TMUX`; it needs `allow-passthrough`) or screen (`STY`) hand it to the
 * terminal that they run in.
 */
export const passedThrough = (sequence: string, env: Environment): string => {
	if (env.TMUX) return forTmux(sequence);
	return env.STY ? forScreen(sequence) : sequence;
};
