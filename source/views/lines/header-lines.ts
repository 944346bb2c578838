import {countText} from '../../model/count-text.js';
import {healthsBySeverity, rankedHealths} from '../../model/health.js';
import {printable} from '../../model/printable.js';
import type {HeaderModel, SourceStatusModel} from '../../state/pages/header.js';
import {displayWidth} from '../screen/glyphs.js';
import {fitText, joinFitting} from './fit.js';
import {styled, type Theme} from './theme.js';

type Part = {readonly text: string; readonly width: number};

const gap = 2;

const part = (text: string, style: string): Part => ({text: styled(style, text), width: displayWidth(text)});

const together = (...parts: readonly Part[]): Part => ({
	text: parts.map(({text}) => text).join(''),
	width: parts.reduce((sum, {width}) => sum + width, 0),
});

// Enough to decide whether to open the sources, which show all of it.
const maxNote = 48;
const minNote = 12;

const sourcePart = (source: SourceStatusModel, noteWidth: number, theme: Theme): Part => {
	const style = theme.styles[source.health];
	// Unverified TLS must be visible without colours too.
	const notes = [
		source.insecure ? 'TLS unchecked' : '',
		source.readOnly ? 'read-only' : source.guarded ? 'guarded' : '',
		source.endsIn === null ? '' : source.endsIn === '0s' ? 'login over' : `login ends in ${source.endsIn}`,
		source.faults > 0 ? countText(source.faults, 'fault') : '',
	].filter(note => note !== '');
	return together(
		part(`${printable(source.source)} `, theme.styles.strong),
		part(`${theme.signs[source.health]} ${printable(source.word)}`, style),
		part(notes.length > 0 ? ` (${notes.join(', ')})` : '', theme.styles.warning),
		part(source.note !== null && noteWidth > 0 ? `: ${fitText(source.note, noteWidth, theme)}` : '', style),
	);
};

const totalWidth = (parts: readonly Part[]): number =>
	parts.reduce((sum, {width}) => sum + width + gap, -gap);

// Spare room is shared among the sources with a note.
const sourceParts = (sources: readonly SourceStatusModel[], columns: number, theme: Theme): Part[] => {
	const parts = sources.map(source => sourcePart(source, 0, theme));
	const noted = sources.filter(({note}) => note !== null).length;
	const left = columns - totalWidth(parts);
	const noteWidth = Math.min(maxNote, Math.floor(left / Math.max(1, noted)) - 2);
	return noted === 0 || noteWidth < minNote
		? parts
		: sources.map(source => sourcePart(source, noteWidth, theme));
};

const countParts = ({counts}: HeaderModel, theme: Theme, isShort: boolean): readonly Part[] =>
	rankedHealths
		.filter(health => counts[health] > 0 || health === 'error' || health === 'ok')
		.map(health => {
			const style = counts[health] > 0 ? theme.styles[health] : theme.styles.dim;
			const text = `${theme.signs[health]} ${counts[health]}`;
			return part(isShort ? text : `${text} ${health}`, style);
		});

// Whole numbers: the tenths of a decaying rate would change every second.
const rateText = (rate: number): string => `${rate > 0 && rate < 1 ? '<1' : Math.round(rate)} events/s`;

// A rate that gets longer does not change what is next to it.
const usualRateWidth = displayWidth(rateText(999));

/** The first of the right parts that there is room for. */
const between = (left: Part, rights: readonly Part[], columns: number): string => {
	const right = rights.find(({width}) => width > 0 && left.width + width + 1 <= columns);
	return right ? left.text + ' '.repeat(columns - left.width - right.width) + right.text : left.text;
};

const rankOf = ({health}: SourceStatusModel): number => healthsBySeverity.indexOf(health);

// Room for the count of sources that do not fit.
const restWidth = 9;

// Sources in trouble must be among those that fit.
const fittingParts = (
	sources: readonly SourceStatusModel[],
	columns: number,
	theme: Theme,
): readonly Part[] => {
	const all = sourceParts(sources, columns, theme);
	if (totalWidth(all) <= columns) return all;
	const worstFirst = [...sources].sort((left, right) => rankOf(left) - rankOf(right));
	const parts: Part[] = [];
	for (const one of sourceParts(worstFirst, columns, theme)) {
		if (parts.length > 0 && totalWidth([...parts, one]) + restWidth > columns) break;
		parts.push(one);
	}

	const rest = all.length - parts.length;
	return rest === 0 ? parts : [...parts, part(`+${rest} more`, theme.styles.dim)];
};

const sourcesLine = ({sources, past}: HeaderModel, columns: number, theme: Theme): Part => {
	// What is not now must not look so, without colours too.
	const marks = past ? [part(` ${past.text} `, theme.styles.past)] : [];
	const room = columns - marks.reduce((sum, {width}) => sum + width + gap, 0);
	const parts = [...marks, ...fittingParts(sources, room, theme)];
	return {text: parts.map(one => one.text).join(' '.repeat(gap)), width: totalWidth(parts)};
};

/** The lines of the header as styled text: the sources with their states; counts by health and events per second. */
export const headerLines = (
	model: HeaderModel,
	columns: number,
	rows: number,
	theme: Theme,
): readonly string[] => {
	const news = part(model.news, theme.styles.warning);
	const rate = together(
		part(model.news === '' ? '' : `${model.news}  `, theme.styles.warning),
		part(
			model.past?.reach || `${model.readOnly ? 'read-only  ' : ''}${rateText(model.eventsPerSecond)}`,
			theme.styles.dim,
		),
	);
	const room = columns - 1 - Math.max(rate.width, usualRateWidth);
	const inWords = countParts(model, theme, false);
	const counts = rows > 1 && totalWidth(inWords) <= room ? inWords : countParts(model, theme, true);
	const countsWidth = totalWidth(counts);
	const countsPart = {text: joinFitting(counts, columns, '  '), width: Math.min(columns, countsWidth)};
	if (rows === 1) {
		const sources = sourcesLine(model, Math.max(10, columns - countsWidth - 2), theme);
		return [between(sources, [countsPart], columns)];
	}

	return [sourcesLine(model, columns, theme).text, between(countsPart, [rate, news], columns)];
};
