import {stringify} from 'yaml';
import {boundedValue} from '../../model/bounded-text.js';
import {countText} from '../../model/count-text.js';
import type {Evidence} from '../../model/explanation.js';
import {plainLineEnds} from '../../model/line-ends.js';
import type {BundleView} from '../pages/views.js';
import {bounded, fenced, inline, section, table, utc} from './markdown.js';

/** An object of a server has a few hundred lines; custom ones have no limit. */
const maxObjectCharacters = 120_000;
const maxObjectLines = 3000;
const maxAnswerCharacters = 20_000;
const maxAnswerLines = 400;

type Text = {readonly lines: readonly string[]; readonly cut: number};

/** A value as lines of YAML, within bounds. */
const yamlOf = (value: unknown, maxCharacters: number, maxLines: number): Text => {
	const text = stringify(boundedValue(value, maxCharacters), plainLineEnds, {lineWidth: 0});
	return bounded(text.trimEnd().split('\n'), maxLines);
};

const cutNote = (cut: number, noun = 'line'): readonly string[] =>
	cut > 0 ? ['', `… ${countText(cut, `more ${noun}`)}`] : [];

/** The object of the row. */
export const objectLines = ({material: {object}}: BundleView): readonly string[] => {
	if (object === null) return [];
	const {lines, cut} = yamlOf(object, maxObjectCharacters, maxObjectLines);
	return [...fenced(lines, 'yaml'), ...cutNote(cut)];
};

const maxEvents = 100;

/** What servers noted of the row and of what explains it, the newest first. */
export const eventLines = ({parts}: BundleView): readonly string[] => {
	const events = parts.flatMap(part => part.events).sort((one, other) => (other.at ?? 0) - (one.at ?? 0));
	if (events.length === 0) return [];
	const cells = events
		.slice(0, maxEvents)
		.map(({at, severity, row, text}) => [
			at === null ? '' : utc(at),
			severity,
			`${row.kind} ${row.name}`,
			text,
		]);
	return [
		...table(['at', 'severity', 'row', 'event'], cells),
		...cutNote(events.length - maxEvents, 'event'),
	];
};

/** What its servers answered to what an explanation asks for, without what has its own place: the object, and events. */
export const answersOf = ({parts, of, material}: BundleView): readonly Evidence[] =>
	parts
		.flatMap(({evidence, events}) => evidence.filter(({what}) => events.every(event => event.what !== what)))
		.filter(({error, about, what, answer}) => {
			const isOwnObject = about === of.key && what === 'object' && material.object !== null;
			const isEmpty = Array.isArray(answer) && answer.length === 0;
			return error === null && !isOwnObject && !isEmpty;
		});

/** These answers, each in a section of its own. */
export const answerLines = (view: BundleView): readonly string[] =>
	answersOf(view).flatMap(({title, at, answer}) => {
		const {lines, cut} = yamlOf(answer, maxAnswerCharacters, maxAnswerLines);
		return section(`${inline(title)}, ${utc(at)}`, [...fenced(lines, 'yaml'), ...cutNote(cut)], 3);
	});

/** Whether something of these lines was cut, here or by `boundedValue`. */
export const isCut = (lines: readonly string[]): boolean =>
	lines.some(line => /… (?:\(?[\d,]+ more|\(nested)/.test(line));
