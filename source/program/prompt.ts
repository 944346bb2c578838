import {createInterface} from 'node:readline';
import {Writable} from 'node:stream';
import type {Ask} from '../model/ask.js';
import {printable} from '../model/printable.js';

/** The person left a question by ctrl-c or ctrl-d: exit code 130. */
export class PromptInterrupted extends Error {
	override readonly name = 'PromptInterrupted';

	constructor() {
		super('The question was left without an answer: nothing was done');
	}
}

/** The way to ask, by standard input and standard error; null where one of them is not a terminal. */
export const terminalPrompt = (
	input: NodeJS.ReadableStream & {readonly isTTY?: boolean},
	output: NodeJS.WritableStream & {readonly isTTY?: boolean},
): Ask | null => {
	if (!input.isTTY || !output.isTTY) return null;
	return (question, {secret}) =>
		new Promise((resolve, reject) => {
			// readline echoes what is typed to its output: a secret one goes nowhere.
			const nowhere = new Writable({write: (_chunk, _encoding, done) => done()});
			const lines = createInterface({
				input,
				output: secret ? nowhere : output,
				terminal: true,
				historySize: 0,
			});
			let answered = false;
			lines.on('SIGINT', () => lines.close());
			lines.on('close', () => {
				input.pause();
				if (secret || !answered) output.write('\n');
				if (!answered) reject(new PromptInterrupted());
			});
			if (secret) output.write(printable(question));
			lines.question(secret ? '' : printable(question), answer => {
				answered = true;
				lines.close();
				// A password may begin or end with a blank.
				resolve(secret ? answer : answer.trim());
			});
		});
};
