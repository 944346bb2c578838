import {printable} from '../model/printable.js';
import {redactMessage} from '../secrets/text.js';
import type {System} from './system.js';

/** What says one line on standard error, without secrets. */
export const sayTo =
	({stderr}: Pick<System, 'stderr'>) =>
	(text: string): void =>
		void stderr.write(`rwatch: ${printable(redactMessage(text))}\n`);
