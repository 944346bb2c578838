import {printable} from '../model/printable.ts';

/** Says one line on standard error; nothing for null. */
export const warn = (stderr: NodeJS.WritableStream, text: string | null): void => {
	if (text !== null) stderr.write(`rwatch: ${printable(text)}\n`);
};
