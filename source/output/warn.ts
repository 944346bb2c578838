import {printable} from '../model/printable.js';

/** Says one line on standard error; nothing for null. */
export const warn = (stderr: NodeJS.WritableStream, text: string | null): void => {
	if (text !== null) stderr.write(`rwatch: ${printable(text)}\n`);
};
