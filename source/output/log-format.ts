import {countText} from '../model/count-text.js';
import {instantText} from '../model/instant.js';
import type {LogFormat} from '../model/output-format.js';
import {printable} from '../model/printable.js';
import {withoutEnd} from '../model/text-end.js';
import type {LogEntry, LogNote} from '../state/logs/entry.js';
import {noteText, shownLine} from '../state/logs/log-text.js';
import {nameOf} from '../state/logs/names.js';
import type {Writer} from '../state/logs/writer.js';
import {displayWidth} from '../state/text/display-width.js';
import {harmlessJson} from './json.js';
import {isoTime} from './record.js';

/** How names stand before lines: `columns` wide, if there are `several`. */
type Names = {readonly several: boolean; readonly columns: number};

/** An entry as it is printed: to standard output, or as a note to standard error. With its line break. */
type Printed = {readonly to: 'stdout' | 'stderr'; readonly text: string};

const originOf = (writer: Writer | null) => ({
	source: writer?.resource.source ?? null,
	kind: writer?.resource.kind ?? null,
	id: writer?.resource.id ?? null,
	name: writer?.resource.name ?? null,
	container: writer?.container ?? null,
});

const newsOf = ({news, at}: LogNote) => {
	if (news.type === 'lost') return {count: news.count};
	return 'from' in news ? {from: isoTime(news.from), to: isoTime(at)} : {};
};

/** An entry as one JSON object; null is unknown. Lines are as they were written, without their ends. */
const logRecord = (entry: LogEntry): object => {
	const {writer} = entry;
	if (entry.type === 'note') {
		const {news, at} = entry;
		return {
			type: news.type,
			time: isoTime(at),
			...originOf(writer),
			message: noteText(entry),
			...newsOf(entry),
		};
	}

	const {line, lateMs} = entry;
	return {
		type: 'line',
		time: line.time && instantText(line.time),
		...originOf(writer),
		origin: line.origin,
		line: withoutEnd(line.text, '\r\n'),
		lateMs,
	};
};

const timeColumns = '2026-01-02T03:04:05.678000000Z'.length;

const textOf = (entry: LogEntry, {several, columns}: Names): Printed => {
	const name = printable(nameOf(entry, several) ?? '');
	if (entry.type === 'note') {
		const whose = name || printable(entry.writer?.resource.name ?? '');
		const text = `${isoTime(entry.at)} ${whose === '' ? '' : `${whose}: `}${printable(noteText(entry))}`;
		return {to: 'stderr', text: `rwatch: ${text}\n`};
	}

	const time = entry.line.time === null ? '' : instantText(entry.line.time);
	// Lines without a time stand below those with one where names are aligned.
	const before = name === '' ? time : time.padEnd(timeColumns);
	const named = name === '' ? '' : `${name}${' '.repeat(Math.max(0, columns - displayWidth(name)))} │`;
	const text = [before, named, shownLine(entry)].filter(part => part !== '').join(' ');
	return {to: 'stdout', text: `${text}\n`};
};

/** That so many of the oldest entries are lost, as one JSON object. */
export const lostRecord = (count: number): string =>
	`${harmlessJson({type: 'lost', time: null, ...originOf(null), message: lostText(count), count})}\n`;

/** That so many of the oldest entries are lost, for a person. */
export const lostText = (count: number): string => `${countText(count, 'older line')} lost: no more are kept`;

/** An entry as it is printed in a format. */
export const printedEntry = (entry: LogEntry, format: LogFormat, names: Names): Printed =>
	format === 'text' ? textOf(entry, names) : {to: 'stdout', text: `${harmlessJson(logRecord(entry))}\n`};
