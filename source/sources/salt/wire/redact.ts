import {isObject, type JsonObject} from '../../../model/json-object.js';
import {blank} from '../../../secrets/blank.js';
import {glance as glanceAny, isSecretField} from '../../../secrets/glance.js';
import {redactFields as redactAnyFields, redactValue, type SecretRule} from '../../../secrets/value.js';

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

const names = (of: JsonObject, pattern: RegExp): boolean =>
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

/** A copy without secrets of whatever Salt says. */
export const redact = (value: unknown): unknown => redactValue(value, rule);

/** `redact` of an object. */
export const redactFields = (fields: JsonObject): JsonObject => redactAnyFields(fields, rule);

// When an event was fired stands beside its row.
const glanceRule: SecretRule = {...rule, isOmitted: name => name.startsWith('_stamp')};

/** The beginning of a value in one line, without secrets: returns of several megabytes pass here. */
export const glance = (value: unknown, max = 160): string => glanceAny(value, max, glanceRule);

/** The arguments of a call as they are shown: `web test=true`. Those of functions that set passwords are blanked. */
export const argumentsText = (fun: string, args: readonly unknown[], max = 120): string => {
	if (args.length > 0 && secretFunction.test(fun)) return blank;
	const words = args.slice(0, 20).flatMap(arg => {
		if (!isObject(arg) || arg.__kwarg__ !== true) return [glance(arg, max)];
		return Object.entries(arg)
			.filter(([name]) => name !== '__kwarg__')
			.map(
				([name, value]) => `${name}=${isSecretField(name, value, arg, rule) ? blank : glance(value, max)}`,
			);
	});
	return wholeWords(words, max);
};

/** As many of the words as there is room for, whole but for a first one that is too long by itself. */
const wholeWords = (words: readonly string[], max: number): string => {
	let text = '';
	for (const word of words) {
		const longer = text === '' ? word : `${text} ${word}`;
		if (longer.length > max) return text === '' ? `${word.slice(0, max - 1)}…` : `${text} …`;
		text = longer;
	}

	return text;
};
