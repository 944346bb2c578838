import type {LogFormat} from '../model/output-format.js';
import type {LogEntry} from '../state/logs/entry.js';
import {plainLogText, savedText} from '../state/logs/log-text.js';
import {nameOf} from '../state/logs/names.js';
import {lostRecord, lostText, printedEntry} from './log-format.js';

/** Lines of a log that are saved. */
type SavedLog = {
	readonly format: LogFormat;
	readonly entries: readonly LogEntry[];
	/** They have several writers. */
	readonly several: boolean;
	/** So many older lines were not kept. */
	readonly lost: number;
};

/** The content of a file of log lines: what happened to the log, and what is lost of it, are lines of it too. */
export const savedLog = ({format, entries, several, lost}: SavedLog): string => {
	if (format === 'ndjson') {
		const texts = entries.map(entry => printedEntry(entry, format, {several, columns: 0}).text);
		return (lost === 0 ? '' : lostRecord(lost)) + texts.join('');
	}

	const texts = entries.map(entry => `${plainLogText(savedText(entry, nameOf(entry, several)))}\n`);
	return (lost === 0 ? '' : `── ${lostText(lost)}\n`) + texts.join('');
};
