import {appendPrivate, openPrivate} from '../files/append.js';
import {fileFault} from '../files/fault.js';
import {UsageError} from '../model/errors.js';
import {type LogLevel, logLevels} from '../model/log-level.js';
import type {SourceEvent} from '../model/source.js';
import {redactMessage} from '../secrets/text.js';
import {createFaultDigest, type SourceLine} from './fault-digest.js';

/** The program's own log: never on the screen. */
export type LogFile = (level: LogLevel, text: string) => void;

/**
 * Opens the log.
 *
 * @param path null for none
 * @param now epoch milliseconds
 * @param warn receives a warning if others can read a file that existed before
 * @throws UsageError when the file cannot be written
 */
export const openLogFile = (
	path: string | null,
	level: LogLevel,
	now: () => number,
	warn: (text: string) => void,
): LogFile => {
	if (path === null) return () => undefined;
	const max = logLevels.indexOf(level);
	const write = (one: LogLevel, text: string) => {
		if (logLevels.indexOf(one) <= max)
			appendPrivate(path, `${new Date(now()).toISOString()} ${one} ${redactMessage(text)}\n`);
	};
	try {
		const {exposed, close} = openPrivate(path, 'end');
		close();
		if (exposed !== null) warn(`Others can read the log ${path}: ${exposed}`);
		write('info', 'started');
	} catch (error) {
		throw new UsageError(`Cannot write the log to ${path}: ${fileFault(error)}`);
	}

	return write;
};

/** Logs the events of sources. */
type EventLog = {
	readonly take: (event: SourceEvent) => void;
	/** Writes what was held back; call it at the end. */
	readonly close: () => void;
};

/**
 * Writes what is worth knowing of what sources emit; rows only at `debug`, and of many faults alike only their number.
 */
export const createEventLog = (log: LogFile): EventLog => {
	const faults = createFaultDigest();
	const warn = (lines: readonly SourceLine[]) => {
		for (const {source, text} of lines) log('warn', `${source}: ${text}`);
	};
	return {
		take(event) {
			if (event.type === 'fault') warn(faults.take(event.source, event.message, event.at));
			else {
				warn(faults.expire(event.at));
				logEvent(log, event);
			}
		},
		close: () => warn(faults.expire(Number.POSITIVE_INFINITY)),
	};
};

const logEvent = (log: LogFile, event: SourceEvent): void => {
	const {source} = event;
	if (event.type === 'status') {
		const level = event.status === 'refused' || event.status === 'failed' ? 'error' : 'info';
		const scope = event.scope === '' ? '' : ` ${event.scope}`;
		log(level, `${source}${scope}: ${event.status}${event.message === null ? '' : `: ${event.message}`}`);
	} else if (event.type === 'gap') {
		log('warn', `${source}: changes may have been missed for ${event.to - event.from} ms; listed again`);
	} else if (event.type === 'changed') {
		log('debug', `${source}: ${event.resource.kind} ${event.resource.id} ${event.resource.state}`);
	} else if (event.type === 'removed') {
		log('debug', `${source}: ${event.key} removed`);
	}
};
