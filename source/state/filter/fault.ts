import type {Place} from './pattern.js';

/** What is wrong with a filter, and where in its text. */
export type Fault = Place & {readonly error: string};

/** Thrown inside the filter's own modules only: `parseFilter` turns it into a value. */
export class FilterError extends Error {
	override readonly name = 'FilterError';
	readonly place: Place;

	constructor(message: string, {start, end}: Place) {
		super(message);
		this.place = {start, end};
	}
}

/** A fault as it is reported: where it is, counted in characters from 1, belongs to the sentence. */
export const placedFault = (text: string, error: string, {start, end}: Place): Fault => {
	const character = Array.from(text.slice(0, start)).length + 1;
	return {error: `${error} (at character ${character})`, start, end: Math.max(end, start + 1)};
};
