import {appendFileSync} from 'node:fs';
import {messageOf, UsageError} from '../model/errors.ts';
import type {SourceEvent} from '../model/source.ts';

const levels = ['error', 'warn', 'info', 'debug'] as const;

/** How much is written. */
export type LogLevel = (typeof levels)[number];

/** The program's own log: never on the screen. */
export type LogFile = (level: LogLevel, text: string) => void;

/**
 * Opens the log.
 *
 * @param path null for none
 * @param now epoch milliseconds
 * @throws UsageError when the file cannot be written
 */
export const openLogFile = (path: string | null, level: LogLevel, now: () => number): LogFile => {
	if (path === null) return () => undefined;
	const most = levels.indexOf(level);
	const write = (one: LogLevel, text: string) => {
		if (levels.indexOf(one) <= most)
			appendFileSync(path, `${new Date(now()).toISOString()} ${one} ${text}\n`, {mode: 0o600});
	};
	try {
		write('info', 'started');
	} catch (error) {
		throw new UsageError(`Cannot write the log to ${path}: ${messageOf(error)}`);
	}

	return write;
};

/** Writes what is worth knowing of what a source tells; rows only at `debug`. */
export const logEvent = (log: LogFile, event: SourceEvent): void => {
	const {source} = event;
	if (event.type === 'status') {
		const level = event.status === 'refused' || event.status === 'failed' ? 'error' : 'info';
		const scope = event.scope === '' ? '' : ` ${event.scope}`;
		log(level, `${source}${scope}: ${event.status}${event.message === null ? '' : `: ${event.message}`}`);
	} else if (event.type === 'gap') {
		log('warn', `${source}: changes may have been missed for ${event.to - event.from} ms; listed anew`);
	} else if (event.type === 'fault') {
		log('warn', `${source}: ${event.message}`);
	} else if (event.type === 'changed') {
		log('debug', `${source}: ${event.resource.kind} ${event.resource.id} ${event.resource.state}`);
	} else if (event.type === 'removed') {
		log('debug', `${source}: ${event.key} removed`);
	}
};
