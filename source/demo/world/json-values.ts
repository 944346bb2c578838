import type {Json} from './world.js';

/** A JSON value as text; '' for anything else. */
export const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** A JSON value as a number; 0 for anything else. */
export const numberOf = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);

/** The texts in a JSON array; [] for anything else. */
export const textsOf = (value: Json | undefined): readonly string[] =>
	Array.isArray(value) ? value.filter(each => typeof each === 'string') : [];
