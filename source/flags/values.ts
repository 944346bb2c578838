import {durationForm, parseDuration} from '../model/duration.js';
import {UsageError} from '../model/errors.js';
import {suggestion} from '../model/nearest.js';
import {type Given, type Option, spelled} from './options.js';

/** Reads the options of one run by their types; every method throws `UsageError` for a bad value. */
export class Values {
	readonly #given: Given;

	constructor(given: Given) {
		this.#given = given;
	}

	/** Whether a switch is on. */
	on(option: Option): boolean {
		return this.#given[option] === true;
	}

	/** Whether it was turned off: `--no-color`. */
	off(option: Option): boolean {
		return this.#given[option] === false;
	}

	/** A text that is not empty. */
	text(option: Option, expected = 'a value'): string | null {
		const value = this.#given[option];
		if (value === undefined) return null;
		if (typeof value !== 'string' || value === '')
			throw new UsageError(`${spelled(option)} needs ${expected}`);
		return value;
	}

	/** One of a few words. */
	choice<Choice extends string>(option: Option, choices: readonly Choice[]): Choice | null {
		const expected = `one of ${choices.join(', ')}`;
		const value = this.text(option, expected);
		if (value === null) return null;
		const chosen = choices.find(choice => choice === value);
		if (chosen !== undefined) return chosen;
		throw new UsageError(`${spelled(option)} takes ${expected}, not '${value}'${suggestion(value, choices)}`);
	}

	/** A number without sign that `fits`. */
	number(option: Option, expected: string, fits: (value: number) => boolean): number | null {
		const value = this.text(option, expected);
		if (value === null) return null;
		if (/^\d+(?:\.\d+)?$/.test(value) && fits(Number(value))) return Number(value);
		throw new UsageError(`${spelled(option)} takes ${expected}, not '${value}'`);
	}

	/** A duration, in milliseconds. */
	durationMs(option: Option): number | null {
		const value = this.text(option, durationForm);
		if (value === null) return null;
		const durationMs = parseDuration(value);
		if (durationMs !== null) return durationMs;
		throw new UsageError(`${spelled(option)} takes ${durationForm}, not '${value}'`);
	}

	/** A text that `check` finds no fault with. */
	checked(option: Option, check: (value: string) => object): string | null {
		const value = this.text(option);
		const result = value === null ? {} : check(value);
		if ('error' in result) throw new UsageError(`${spelled(option)} '${value}': ${String(result.error)}`);
		return value;
	}
}
