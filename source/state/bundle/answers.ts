import {stringify} from 'yaml';
import {boundedValue} from '../../model/bounded-text.js';
import type {Evidence} from '../../model/explanation.js';
import {plainLineEnds} from '../../model/line-ends.js';
import type {BundleView} from '../pages/views.js';
import {bounded, fenced, inline, section, utc} from './markdown.js';

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

const cutNote = (cut: number): readonly string[] => (cut > 0 ? ['', `… ${cut} more lines`] : []);

/** The object of the row. */
export const objectLines = ({material: {object}}: BundleView): readonly string[] => {
	if (object === null) return [];
	const {lines, cut} = yamlOf(object, maxObjectCharacters, maxObjectLines);
	return [...fenced(lines, 'yaml'), ...cutNote(cut)];
};

/** What its servers answered to what an explanation asks for, without the object of the row, which has its own place. */
export const answersOf = ({parts, of, material}: BundleView): readonly Evidence[] =>
	parts
		.flatMap(({evidence}) => evidence)
		.filter(({error, about, what}) => {
			const isOwnObject = about === of.key && what === 'object' && material.object !== null;
			return error === null && !isOwnObject;
		});

/** These answers, each in a section of its own. */
export const answerLines = (view: BundleView): readonly string[] =>
	answersOf(view).flatMap(({title, at, answer}) => {
		const {lines, cut} = yamlOf(answer, maxAnswerCharacters, maxAnswerLines);
		return section(`${inline(title)}, ${utc(at)}`, [...fenced(lines, 'yaml'), ...cutNote(cut)], 3);
	});
