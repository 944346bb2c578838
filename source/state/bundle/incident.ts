import type {Cell} from '../../model/resource.js';
import {findingsOf} from '../explain/entries.js';
import type {JournalEntry} from '../journal/entries.js';
import {deedText, outcomeOf} from '../journal/text.js';
import {plainLogText, savedText} from '../logs/log-text.js';
import {nameOf} from '../logs/names.js';
import type {BundleView, LogsView} from '../pages/views.js';
import {cellOrReference, referenceText} from '../rows/reference.js';
import type {RowLookup} from '../rows/row.js';
import type {State} from '../state.js';
import {exactDurationText} from '../text/time-text.js';
import {fenced, inline, table, utc} from './markdown.js';

/** So many findings, rows and entries are enough for any incident. */
const maxFindings = 50;
const maxRows = 60;
const maxEntries = 30;
/** So many of the last lines of logs. */
const maxLogLines = 200;

const wholeSeconds = (durationMs: number): string => exactDurationText(Math.floor(durationMs / 1000) * 1000);

// Numbers of this size are times in epoch milliseconds.
const minTime = 1e12;

const cellText = (cell: Cell, source: string, rows: RowLookup): string | null => {
	if (typeof cell === 'number' && cell >= minTime) return utc(cell);
	return cell === null ? null : cellOrReference(String(cell), source, rows);
};

/** The row itself: what its server says of it. */
export const rowLines = ({connections, resources}: State, {material}: BundleView): readonly string[] => {
	const {resource, since, removedAt, conditions} = material;
	const {source, scope, cells, parents} = resource;
	const url = connections.get(source)?.url;
	const rows: ReadonlyArray<readonly [string, string | null]> = [
		['kind', resource.kind],
		['name', resource.name],
		['id', resource.id],
		['source', `${source}${scope === '' ? '' : `, ${scope}`}${url === undefined ? '' : ` (${url})`}`],
		['state', `${resource.state} (${[resource.health, ...conditions].join(', ')})`],
		['since', since === null ? 'unknown' : utc(since)],
		['removed', removedAt === null ? null : utc(removedAt)],
		['message', resource.message],
		['created', resource.created === null ? null : utc(resource.created)],
		['belongs to', parents.map(key => referenceText(key, resources)).join(', ')],
		...Object.entries(cells).map(([title, cell]): readonly [string, string | null] => [
			title.toLowerCase(),
			cellText(cell, source, resources),
		]),
	];
	return table(
		['field', 'value'],
		rows.flatMap(([name, text]) => (text === null || text === '' ? [] : [[name, text]])),
	);
};

/** The findings, each with what the server said and the row behind it. */
export const findingLines = (view: BundleView): readonly string[] => {
	const findings = findingsOf(view);
	const {at, resource, removedAt} = view.material;
	const lines = findings.slice(0, maxFindings).flatMap(({severity, role, text, quotes, since, row}) => {
		const age = since === null ? '' : `, since ${utc(since)} (${wholeSeconds(Math.max(0, at - since))})`;
		const behind = row ? ` → ${row.kind} ${row.name}` : '';
		const said = quotes.flatMap(quote => fenced(quote.split(/\r?\n/)).map(line => `  ${line}`));
		return [`- **${severity}**, ${role}${age}: ${inline(text + behind)}`, ...said];
	});
	if (findings.length === 0) {
		const well = removedAt === null ? 'Nothing is wrong with it.' : 'Nothing was wrong with it.';
		return [resource.health === 'ok' ? well : 'Nothing was found that says why.'];
	}

	const rest = findings.length - maxFindings;
	return rest > 0 ? [...lines, `- … ${rest} more`] : lines;
};

/** The states that the row was in. */
export const timelineLines = ({material}: BundleView): readonly string[] => {
	const {moments, forgotten, at} = material;
	const rows = moments.map(({at: from, state, health, message, listed}, place) => {
		const to = moments[place + 1]?.at ?? at;
		const lasted = `${listed ? 'at least ' : ''}${wholeSeconds(Math.max(0, to - from))}`;
		return [utc(from), state, health, lasted, message ?? ''];
	});
	const lost = forgotten > 0 ? [`… ${forgotten} before`, ''] : [];
	return [...lost, ...table(['from', 'state', 'health', 'lasted', 'message'], rows)];
};

/** The rows by which it was explained. */
export const relatedLines = ({parts}: BundleView): readonly string[] => {
	const rows = parts.flatMap(({surroundings: {subject, rows: around}, sameAs}) =>
		sameAs === null ? around : [subject, ...around],
	);
	const known = [...new Map(rows.map(row => [row.resource.key, row])).values()];
	const omitted = parts.reduce((sum, {surroundings}) => sum + surroundings.omitted, 0);
	const rest = Math.max(0, known.length - maxRows) + omitted;
	const cells = known.slice(0, maxRows).map(({resource, since}) => {
		const {kind, name, source, state, health, message} = resource;
		return [kind, name, source, `${state} (${health})`, since === null ? '' : utc(since), message ?? ''];
	});
	if (cells.length === 0) return [];
	const lines = table(['kind', 'name', 'source', 'state', 'since', 'message'], cells);
	return rest > 0 ? [...lines, '', `… ${rest} more`] : lines;
};

const isAbout = (keys: ReadonlySet<string>, {parts}: JournalEntry): boolean =>
	parts.some(({row}) => row !== null && keys.has(row.key));

/** What was sent to the row, or to one behind a finding, newest first. */
export const journalLines = ({journal, kinds, now}: State, view: BundleView): readonly string[] => {
	const keys = new Set([
		view.of.key,
		...findingsOf(view).flatMap(({row}) => (row === null ? [] : [row.key as string])),
	]);
	const items = journal.entries.items.filter(({entry}) => isAbout(keys, entry));
	return items.slice(0, maxEntries).map(item => {
		const {entry, part} = item;
		const said = part?.message ?? part?.answer ?? null;
		const came = `${outcomeOf(item, now).text}${said === null ? '' : `: ${said}`}`;
		return `- ${utc(entry.at)} ${inline(`${deedText({kinds}, item)}: ${came}`)}`;
	});
};

/** The last lines of the logs, with their times and writers. */
export const logLines = ({buffer, members}: LogsView): readonly string[] => {
	const lines: string[] = [];
	for (let number = Math.max(buffer.first, buffer.total - maxLogLines); number < buffer.total; number++) {
		const entry = buffer.entry(number);
		if (entry) lines.push(plainLogText(savedText(entry, nameOf(entry, members.hasSeveral))));
	}

	return lines;
};
