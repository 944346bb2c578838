import {messageOf} from '../model/errors.js';
import type {Performers, Terminal} from './performers.js';

/** The effects that call a person, or the person's programs. */
type Calls = {
	readonly performers: Pick<Performers, 'call' | 'run-alert'>;
	/** Ends the programs that run. */
	readonly close: () => void;
};

/** Creates them; `failed` gets a line for each program that fails. */
export const createCalls = (
	{call, runAlert}: Pick<Terminal, 'call' | 'runAlert'>,
	failed: (text: string) => void,
): Calls => {
	const ended = new AbortController();
	return {
		performers: {
			call: ({text, bell, notify}) => call({text, bell, notify}),
			'run-alert': ({alert, row, more}) =>
				void runAlert(alert, row, more, failed, ended.signal).catch((error: unknown) =>
					failed(messageOf(error)),
				),
		},
		close: () => ended.abort(),
	};
};
