import {printable} from '../../model/printable.js';
import type {Resource, ResourceKey} from '../../model/resource.js';
import {displayWidth, graphemesIn} from '../text/display-width.js';

// The rest is for the text of the lines.
const maxShare = 0.4;

const labelsOf = ({name, source, scope, kind, key}: Resource): readonly string[] => [
	name,
	`${source} ${name}`,
	`${source} ${scope} ${name}`,
	`${source} ${scope} ${kind} ${name}`,
	key,
];

/** The label of each followed row: its name, with as much before it as is needed to tell it from the others. */
export const distinctLabels = (targets: readonly Resource[]): ReadonlyMap<ResourceKey, string> => {
	const labels = new Map(targets.map(target => [target.key, labelsOf(target)] as const));
	const counts = new Map<string, number>();
	for (const each of labels.values()) {
		for (const label of new Set(each)) counts.set(label, (counts.get(label) ?? 0) + 1);
	}

	return new Map([...labels].map(([key, each]) => [key, each.find(label => counts.get(label) === 1) ?? key]));
};

/** Cells for the origins of lines, given the width of the widest, on a screen of `columns`; 0 for none. */
export const originColumns = (widest: number, columns: number): number =>
	Math.min(widest, Math.max(8, Math.floor(columns * maxShare)));

/** An origin in exactly so many cells: cut in the middle if too long, because names differ at their ends. */
export const fittedOrigin = (origin: string, columns: number, ellipsis: string): string => {
	const text = printable(origin);
	const width = displayWidth(text);
	if (width <= columns) return text + ' '.repeat(columns - width);
	const room = Math.max(0, columns - displayWidth(ellipsis));
	const graphemes = [...graphemesIn(text)];
	const front = taken(graphemes, Math.floor(room / 3));
	const back = taken(graphemes.toReversed(), room - displayWidth(front.join('')));
	const fitted = front.join('') + ellipsis + back.toReversed().join('');
	return fitted + ' '.repeat(Math.max(0, columns - displayWidth(fitted)));
};

const taken = (graphemes: readonly string[], columns: number): readonly string[] => {
	let left = columns;
	const end = graphemes.findIndex(grapheme => {
		left -= displayWidth(grapheme);
		return left < 0;
	});
	return end === -1 ? graphemes : graphemes.slice(0, end);
};
