import type {System} from '../system.js';

/** How long a terminal may take to answer, also by ssh. */
const limitMs = 1000;

// What each answer begins with.
const start = '\u001b[?';

// DECRQM of focus reports, then DA1, which every terminal answers: nothing comes after it.
const query = `${start}1004$p\u001b[c`;

/** Whether this is the answer to DA1. */
export const isAttributes = (answer: string): boolean => /^[\d;]*c$/.test(answer);

const answersIn = (text: string): readonly string[] => text.split(start).slice(1);

/**
 * Asks the terminal whether it reports the focus, and what it can do. Resolves with the answers, each without its
 * beginning, when all have come or the time is over: `1004;2$y`, `62;52;c`. None without a terminal.
 */
export const askTerminal = ({
	stdin,
	stdout,
}: Pick<System, 'stdin' | 'stdout'>): Promise<readonly string[]> => {
	if (!stdin.isTTY || !stdout.isTTY) return Promise.resolve([]);
	return new Promise(resolve => {
		let text = '';
		const end = () => {
			clearTimeout(timer);
			stdin.off('data', take);
			stdin.setRawMode(false);
			stdin.pause();
			resolve(answersIn(text));
		};
		const take = (bytes: Buffer) => {
			text += bytes.toString('latin1');
			if (answersIn(text).some(isAttributes)) end();
		};
		const timer = setTimeout(end, limitMs);
		stdin.setRawMode(true);
		stdin.on('data', take);
		stdout.write(query);
	});
};
