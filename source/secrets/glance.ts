import {isObject} from '../model/json-object.js';
import {blank} from './blank.js';
import {isHarmlessValue, isSecretName} from './names.js';
import {redactStart} from './text.js';
import type {SecretRule} from './value.js';

type Fields = Readonly<Record<string, unknown>>;

/** Whether all of a field is secret: by the rule, or by its name. */
export const isSecretField = (name: string, value: unknown, of: Fields, rule: SecretRule): boolean =>
	(rule.isSecret?.(name, value, of) ?? false) ||
	(isSecretName(name) &&
		(typeof value === 'object'
			? value !== null
			: typeof value !== 'boolean' && !isHarmlessValue(name, String(value))));

/** Writes a value until there is enough of it. */
class Glance {
	text = '';
	readonly #max: number;
	readonly #rule: SecretRule;

	constructor(max: number, rule: SecretRule) {
		this.#max = max;
		this.#rule = rule;
	}

	write(value: unknown, isTop = false): void {
		if (this.#isFull) return;
		if (typeof value === 'string') {
			const start = redactStart(value, this.#max);
			this.text += isTop ? start : JSON.stringify(start);
		} else if (Array.isArray(value)) this.#list(value);
		else if (isObject(value)) this.#fields(value);
		else this.text += String(value ?? 'null');
	}

	get #isFull(): boolean {
		return this.text.length >= this.#max;
	}

	#list(list: readonly unknown[]): void {
		this.text += '[';
		for (const [index, item] of list.entries()) {
			if (this.#isFull) break;
			if (index > 0) this.text += ', ';
			this.write(item);
		}

		this.text += ']';
	}

	#fields(fields: Fields): void {
		let separator = '';
		this.text += '{';
		// Not `Object.keys`, which looks at all of them.
		for (const name in fields) {
			if (this.#rule.isOmitted?.(name)) continue;
			if (this.#isFull) break;
			const value = fields[name];
			this.text += `${separator}${redactStart(name, this.#max)}: `;
			separator = ', ';
			const instead = this.#rule.instead?.(name, value);
			if (isSecretField(name, value, fields, this.#rule)) this.text += blank;
			else if (instead !== undefined) this.text += String(instead);
			else this.write(value);
		}

		this.text += '}';
	}
}

/**
 * The beginning of a JSON value in one line, at most about `max` characters, without secrets. The work grows with `max`,
 * not with the value.
 */
export const glance = (value: unknown, max: number, rule: SecretRule = {}): string => {
	const glanced = new Glance(max, rule);
	glanced.write(value, true);
	const {text} = glanced;
	return text.length > max ? `${text.slice(0, max - 1)}…` : text;
};
