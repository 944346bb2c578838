import {fieldOfTitle, plainField} from './field-name.js';
import {fuzzyPlaces} from './fuzzy.js';
import type {Expression} from './parse.js';
import {compilePattern, type Pattern, type Place} from './pattern.js';
import type {FilterValue} from './scan.js';
import {patternOfValue} from './value-match.js';

/** Where a filter matches in the text of a column, by its title: from left to right, without overlaps. */
export type FindPlaces = (title: string, text: string) => readonly Place[];

/** One term to find: in the column of this name, or null for any. */
type Sought = {readonly column: string | null; readonly placesIn: (text: string) => Iterable<Place>};

const none: readonly Place[] = [];

const patternFor = (value: FilterValue, at: Place): Pattern | null => {
	const found = patternOfValue(value, at);
	if (found) return found;
	const plain = compilePattern(value.text.replace(/[\\^$*+?.()|[\]{}]/g, '\\$&'));
	return 'error' in plain ? null : plain;
};

const soughtValue = (column: string | null, value: FilterValue, at: Place): readonly Sought[] => {
	const pattern = value.text === '' ? null : patternFor(value, at);
	return pattern ? [{column, placesIn: text => pattern.places(text)}] : [];
};

// A negated term has no place; a comparison is met by the whole cell.
const soughtBy = (expression: Expression): readonly Sought[] => {
	switch (expression.type) {
		case 'and':
		case 'or':
			return expression.terms.flatMap(soughtBy);
		case 'text':
			return soughtValue(null, expression.value, expression.at);
		case 'fuzzy': {
			const {text} = expression.value;
			return [{column: 'name', placesIn: name => fuzzyPlaces(text, name)}];
		}

		case 'field':
			return expression.operator === ':'
				? soughtValue(expression.name, expression.value, expression.valueAt)
				: [];
		default:
			return [];
	}
};

const withoutOverlaps = (places: readonly Place[]): readonly Place[] => {
	let end = 0;
	return [...places]
		.sort((left, right) => left.start - right.start)
		.flatMap(place => {
			const start = Math.max(place.start, end);
			end = Math.max(end, place.end);
			return start < place.end ? [{start, end: place.end}] : [];
		});
};

/** Creates the function that finds the matches of an expression, to highlight them. */
export const findPlacesOf = (expression: Expression): FindPlaces => {
	const sought = soughtBy(expression);
	if (sought.length === 0) return () => none;
	const names = new Map<string, string>();
	return (title, text) => {
		let name = names.get(title);
		if (name === undefined) {
			name = plainField(fieldOfTitle(title));
			names.set(title, name);
		}

		const places = sought
			.filter(({column}) => column === null || plainField(column) === name)
			.flatMap(({placesIn}) => [...placesIn(text)]);
		return places.length < 2 ? places : withoutOverlaps(places);
	};
};

/** Finds nothing. */
export const findNothing: FindPlaces = () => none;
