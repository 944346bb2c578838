import {isObject} from '../model/json-object.js';
import {blank} from './blank.js';
import {redactWords} from './command-line.js';
import {isEncodedLogin, isHarmlessValue, isPointer, isRandom, isSecretName} from './names.js';
import {redactEntry, redactText} from './text.js';

type Fields = Readonly<Record<string, unknown>>;

/** What a family knows of secrets beyond their names and shapes. */
export type SecretRule = {
	/** Whether all of a field is secret, whatever it holds. */
	readonly isSecret?: (name: string, value: unknown, of: Fields) => boolean;
	/** What is shown instead of a field; undefined for all others. */
	readonly instead?: (name: string, value: unknown) => unknown;
	readonly isOmitted?: (name: string) => boolean;
};

/** Maximum depth: more than any object of a real server, far less than the stack can hold. */
const deepest = 150;
const tooDeep = '… (nested too deeply)';
const address = /^(?:https?|wss?):\/\//;
const option = /^--?([A-Za-z][\w.-]{0,120})$/;
// The names in there are those of addresses, or of fields that are described.
const directories: ReadonlySet<string> = new Set(
	(
		'links actions actionLinks sortLinks createTypes resourceFields resourceActions collectionFilters ' +
		'collectionActions properties'
	).split(' '),
);
// Of a variable, a setting, a header: what it is called says whether its value is secret.
const values = /^(?:value|activeValue|default|defaultValue|customized)$/i;

const isScalar = (value: unknown): boolean => ['string', 'number', 'bigint'].includes(typeof value);

class Walk {
	readonly #rule: SecretRule;

	constructor(rule: SecretRule) {
		this.#rule = rule;
	}

	/** Outside of a secret. */
	open(value: unknown, depth: number): unknown {
		if (typeof value === 'string') return redactText(value);
		if (typeof value !== 'object' || value === null) return value;
		if (depth > deepest) return tooDeep;
		return Array.isArray(value) ? this.#list(value, depth) : this.#fields(value as Fields, depth);
	}

	/** Inside of a secret: only what is about it is shown, and nothing where the `whole` is secret. */
	#covered(value: unknown, depth: number, whole = false): unknown {
		if (isScalar(value)) return value === '' ? '' : blank;
		if (typeof value !== 'object' || value === null) return value;
		if (depth > deepest) return tooDeep;
		if (Array.isArray(value)) return value.map(each => this.#covered(each, depth + 1, whole));
		const isReference = Object.hasOwn(value, 'path') || Object.hasOwn(value, 'name');
		return this.#map(value as Fields, (name, each) =>
			!whole && ((isScalar(each) && isPointer(name)) || (name === 'key' && isReference))
				? this.open(each, depth + 1)
				: this.#covered(each, depth + 1, whole),
		);
	}

	#list(list: readonly unknown[], depth: number): readonly unknown[] {
		const isText = list.length > 0 && list.every(each => typeof each === 'string');
		const words = isText ? redactWords(list as readonly string[]) : list;
		return words.map((each, index) => {
			if (typeof each !== 'string') return this.open(each, depth + 1);
			const before = words[index - 1];
			const name = typeof before === 'string' ? option.exec(before)?.[1] : undefined;
			const isValue = name !== undefined && isSecretName(name) && !each.startsWith('-');
			return isValue && !isHarmlessValue(name, each) ? blank : redactEntry(each);
		});
	}

	#fields(fields: Fields, depth: number): Fields {
		const called = fields.name ?? fields.key ?? fields.Name ?? fields.Key;
		const isNamed = typeof called === 'string' && isSecretName(called);
		return this.#map(fields, (name, value) => {
			const instead = this.#rule.instead?.(name, value);
			if (instead !== undefined) return instead;
			if (this.#rule.isSecret?.(name, value, fields)) return this.#covered(value, depth + 1, true);
			if (directories.has(name) && isObject(value)) return this.#directory(value, depth + 1);
			if (isNamed && values.test(name) && isScalar(value))
				return isHarmlessValue(called, String(value)) ? value : blank;
			return this.#field(name, value, depth + 1);
		});
	}

	#directory(fields: Fields, depth: number): Fields {
		return this.#map(fields, (name, value) =>
			isObject(value) || (typeof value === 'string' && address.test(value))
				? this.open(value, depth + 1)
				: this.#field(name, value, depth + 1),
		);
	}

	#field(name: string, value: unknown, depth: number): unknown {
		if (name === 'key' || name === 'auth')
			return typeof value === 'string' && isKey(value) ? blank : this.open(value, depth);
		if (!isSecretName(name)) return this.open(value, depth);
		if (isScalar(value)) return isHarmlessValue(name, String(value)) ? value : blank;
		// A list of what secrets are called.
		const isNames =
			Array.isArray(value) && /secrets$/i.test(name) && value.every(each => typeof each === 'string');
		return isNames ? this.open(value, depth) : this.#covered(value, depth);
	}

	#map(fields: Fields, shown: (name: string, value: unknown) => unknown): Fields {
		const entries = new Map<string, unknown>();
		for (const name of Object.keys(fields)) {
			if (this.#rule.isOmitted?.(name)) continue;
			// A state of Salt has its command in its name.
			let title = redactText(name);
			if (entries.has(title)) title = `${title} (${entries.size})`;
			entries.set(title, shown(name, fields[name]));
		}

		return Object.fromEntries(entries);
	}
}

/** A field `key` also names things: labels, files, files of a secret. */
const isKey = (value: string): boolean =>
	isEncodedLogin(value) || isRandom(value) || /^[0-9a-f]{32,}$/i.test(value) || value.includes('PRIVATE KEY');

const plain: SecretRule = {};

/**
 * A copy of JSON of any shape without secrets: by the names of fields, by the names of variables in lists
 * (`{name, value}`, `NAME=value`, `--name`, `value`), and in the texts. What is nested deeper than any real object is
 * left out.
 */
export const redactValue = (value: unknown, rule: SecretRule = plain): unknown =>
	new Walk(rule).open(value, 0);

/** `redactValue` of an object. */
export const redactFields = (fields: Fields, rule: SecretRule = plain): Fields =>
	redactValue(fields, rule) as Fields;
