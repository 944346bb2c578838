import {isObject} from '../../../model/json-object.js';
import {blank} from '../../../secrets/blank.js';
import {isHarmlessValue, isSecretName} from '../../../secrets/names.js';
import {redactStart} from '../../../secrets/text.js';
import {redactFields as redactAnyFields, redactValue, type SecretRule} from '../../../secrets/value.js';
import type {Fields} from './frames.js';

const secretFunction = /passw|shadow\.|secret|token|credential|chpass|user_create/i;
const secretMaker = /(?:gen|get|read|mk|make|fetch)_\w{0,40}(?:passw|secret|token)/i;
// As events, returns, the job cache and calls name the arguments of a function, and what it gave back.
const functionNames = ['fun', 'function', 'Function'] as const;
const argumentNames: ReadonlySet<string> = new Set([
	'arg',
	'args',
	'fun_args',
	'Arguments',
	'kwarg',
	'kwargs',
]);
const resultNames: ReadonlySet<string> = new Set(['return', 'ret', 'Result']);

const names = (of: Fields, pattern: RegExp): boolean =>
	functionNames.some(name => {
		const fun = of[name];
		return typeof fun === 'string'
			? pattern.test(fun)
			: Array.isArray(fun) && fun.some(each => typeof each === 'string' && pattern.test(each));
	});

/**
 * What is secret to Salt only: pillar given on the command line is there to hand over secrets, the arguments of functions
 * that set passwords, and the root key, which the master itself fires when it refuses a job (`salt/job/error` of
 * salt/master.py).
 */
const rule: SecretRule = {
	isSecret: (name, value, of) =>
		(name === 'pillar' && of.__kwarg__ === true) ||
		(name === 'key' && typeof value === 'string' && 'cmd' in of) ||
		(argumentNames.has(name) && names(of, secretFunction)) ||
		(resultNames.has(name) && names(of, secretMaker)),
	instead: (name, value) => (name === 'pub' && typeof value === 'string' ? '(public key)' : undefined),
};

const isSecret = (name: string, value: unknown, of: Fields): boolean =>
	(rule.isSecret?.(name, value, of) ?? false) ||
	(isSecretName(name) &&
		(typeof value === 'object'
			? value !== null
			: typeof value !== 'boolean' && !isHarmlessValue(name, String(value))));

/** A copy without secrets of whatever Salt says. */
export const redact = (value: unknown): unknown => redactValue(value, rule);

/** `redact` of an object. */
export const redactFields = (fields: Fields): Fields => redactAnyFields(fields, rule);

/**
 * The beginning of a value as JSON in one line, at most about `most` characters, without secrets. The work grows with
 * `most`, not with the value: returns of several megabytes pass here.
 */
export const glance = (value: unknown, most = 160): string => {
	if (typeof value === 'boolean') return String(value);
	let text = '';
	const full = (): boolean => text.length >= most;
	const write = (each: unknown, top: boolean): void => {
		if (full()) return;
		if (typeof each === 'string') {
			const cut = redactStart(each, most);
			text += top ? cut : JSON.stringify(cut);
		} else if (Array.isArray(each)) {
			text += '[';
			each.slice(0, most).every((item, index) => {
				if (index > 0) text += ', ';
				write(item, false);
				return !full();
			});
			text += ']';
		} else if (isObject(each)) {
			text += '{';
			let first = true;
			for (const name in each) {
				if (name.startsWith('_stamp')) continue;
				if (full()) break;
				text += `${first ? '' : ', '}${redactStart(name, most)}: `;
				first = false;
				if (isSecret(name, each[name], each)) text += blank;
				else if (name === 'pub') text += '(public key)';
				else write(each[name], false);
			}

			text += '}';
		} else {
			text += String(each ?? 'null');
		}
	};

	write(value, true);
	return text.length > most ? `${text.slice(0, most - 1)}…` : text;
};

/** The arguments of a call as they are shown: `web test=true`. Those of functions that set passwords are blanked. */
export const argumentsText = (fun: string, args: readonly unknown[], most = 120): string => {
	if (args.length > 0 && secretFunction.test(fun)) return blank;
	const words = args.slice(0, 20).flatMap(arg => {
		if (!isObject(arg) || arg.__kwarg__ !== true) return [glance(arg, most)];
		return Object.entries(arg)
			.filter(([name]) => name !== '__kwarg__')
			.map(([name, value]) => `${name}=${isSecret(name, value, arg) ? blank : glance(value, most)}`);
	});
	return wholeWords(words, most);
};

/** As many of the words as there is room for, whole but for a first one that is too long by itself. */
const wholeWords = (words: readonly string[], most: number): string => {
	let text = '';
	for (const word of words) {
		const longer = text === '' ? word : `${text} ${word}`;
		if (longer.length > most) return text === '' ? `${word.slice(0, most - 1)}…` : `${text} …`;
		text = longer;
	}

	return text;
};
