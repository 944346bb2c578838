import {printable} from '../../model/printable.js';
import type {Health} from '../../model/resource.js';
import type {HeaderModel, SourceStatusModel} from '../../state/pages/header.js';
import {displayWidth} from '../screen/glyphs.js';
import {fitText, joinFitting} from './fit.js';
import {type Look, styled} from './theme.js';

type Part = {readonly text: string; readonly width: number};

const gap = 2;

const part = (text: string, style: string): Part => ({text: styled(style, text), width: displayWidth(text)});

const together = (...parts: readonly Part[]): Part => ({
	text: parts.map(({text}) => text).join(''),
	width: parts.reduce((sum, {width}) => sum + width, 0),
});

// Enough to decide whether to open the sources, which show all of it.
const mostNote = 48;
const leastNote = 12;

const sourcePart = (source: SourceStatusModel, noteWidth: number, look: Look): Part => {
	const style = look.styles[source.health];
	// Unverified TLS must be visible without colours too.
	const notes = [
		source.insecure ? 'TLS unchecked' : '',
		source.readOnly ? 'read-only' : source.guarded ? 'guarded' : '',
		source.faults > 0 ? `${source.faults} ${source.faults === 1 ? 'fault' : 'faults'}` : '',
	].filter(note => note !== '');
	return together(
		part(`${printable(source.source)} `, look.styles.strong),
		part(`${look.signs[source.health]} ${printable(source.word)}`, style),
		part(notes.length > 0 ? ` (${notes.join(', ')})` : '', look.styles.warning),
		part(source.note !== null && noteWidth > 0 ? `: ${fitText(source.note, noteWidth, look)}` : '', style),
	);
};

const totalWidth = (parts: readonly Part[]): number =>
	parts.reduce((sum, {width}) => sum + width + gap, -gap);

// Spare room is shared among the sources with a note.
const sourceParts = (sources: readonly SourceStatusModel[], columns: number, look: Look): Part[] => {
	const parts = sources.map(source => sourcePart(source, 0, look));
	const noted = sources.filter(({note}) => note !== null).length;
	const left = columns - totalWidth(parts);
	const noteWidth = Math.min(mostNote, Math.floor(left / Math.max(1, noted)) - 2);
	return noted === 0 || noteWidth < leastNote
		? parts
		: sources.map(source => sourcePart(source, noteWidth, look));
};

const healths = ['error', 'stuck', 'transitioning', 'warning', 'unknown', 'ok'] as const;

const countParts = ({counts}: HeaderModel, look: Look, isShort: boolean): readonly Part[] =>
	healths
		.filter(health => counts[health] > 0 || health === 'error' || health === 'ok')
		.map(health => {
			const style = counts[health] > 0 ? look.styles[health] : look.styles.dim;
			const text = `${look.signs[health]} ${counts[health]}`;
			return part(isShort ? text : `${text} ${health}`, style);
		});

const ranks: readonly Health[] = ['error', 'warning', 'transitioning', 'unknown', 'ok'];

// Whole numbers: the tenths of a decaying rate would change every second.
const rateText = (rate: number): string => `${rate > 0 && rate < 1 ? '<1' : Math.round(rate)} events/s`;

const between = (left: Part, right: Part, columns: number): string =>
	left.width + right.width + 1 > columns
		? left.text
		: left.text + ' '.repeat(columns - left.width - right.width) + right.text;

const rankOf = ({health}: SourceStatusModel): number => ranks.indexOf(health);

// Room for the count of sources that do not fit.
const restWidth = 9;

// Sources in trouble must be among those that fit.
const fittingParts = (
	sources: readonly SourceStatusModel[],
	columns: number,
	look: Look,
): readonly Part[] => {
	const all = sourceParts(sources, columns, look);
	if (totalWidth(all) <= columns) return all;
	const worstFirst = [...sources].sort((left, right) => rankOf(left) - rankOf(right));
	const parts: Part[] = [];
	for (const one of sourceParts(worstFirst, columns, look)) {
		if (parts.length > 0 && totalWidth([...parts, one]) + restWidth > columns) break;
		parts.push(one);
	}

	const rest = all.length - parts.length;
	return rest === 0 ? parts : [...parts, part(`+${rest} more`, look.styles.dim)];
};

const sourcesLine = ({sources, replay}: HeaderModel, columns: number, look: Look): Part => {
	// Sources that are not live must not look live.
	const marks = replay ? [part('replay', look.styles.warning)] : [];
	const room = columns - marks.reduce((sum, {width}) => sum + width + gap, 0);
	const parts = [...marks, ...fittingParts(sources, room, look)];
	return {text: parts.map(one => one.text).join(' '.repeat(gap)), width: totalWidth(parts)};
};

/** The lines of the header as styled text: the sources with their states; counts by health and events per second. */
export const headerLines = (
	model: HeaderModel,
	columns: number,
	rows: number,
	look: Look,
): readonly string[] => {
	const rate = part(
		`${model.readOnly ? 'read-only  ' : ''}${rateText(model.eventsPerSecond)}`,
		look.styles.dim,
	);
	const counts = countParts(model, look, rows === 1);
	const countsWidth = counts.reduce((sum, {width}) => sum + width + 2, -2);
	const countsPart = {text: joinFitting(counts, columns, '  '), width: Math.min(columns, countsWidth)};
	if (rows === 1) {
		const sources = sourcesLine(model, Math.max(10, columns - countsWidth - 2), look);
		return [between(sources, countsPart, columns)];
	}

	return [sourcesLine(model, columns, look).text, between(countsPart, rate, columns)];
};
