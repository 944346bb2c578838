import {UsageError} from '../../../model/errors.js';
import type {Usage} from '../../family.js';
import type {Input} from './lows.js';
import {splitWords} from './words.js';

const commands = {
	salt: {usage: 'salt <target> <function> [arguments]', title: 'run a function on minions'},
	runner: {usage: 'runner <function> [arguments]', title: 'run a runner on the master'},
	wheel: {usage: 'wheel <function> [arguments]', title: 'run a wheel function on the master'},
	hook: {usage: 'hook <path> [{json}]', title: 'send the event salt/netapi/hook/<path>'},
};

/** What can be typed about a master as a whole, and how. */
export const saltCommands: Readonly<Record<string, string>> = Object.fromEntries(
	Object.entries(commands).map(([word, {usage}]) => [word, usage]),
);

/** The same with what it does, and the page of a master. */
export const saltUsages: readonly Usage[] = [
	...Object.values(commands),
	{usage: 'stats', title: 'the statistics of salt-api'},
];

/** The line without its first so many words, quotes and all. */
const heads = (line: string, count: number): {readonly words: readonly string[]; readonly rest: string} => {
	let rest = line.trim();
	const words: string[] = [];
	while (words.length < count && rest !== '') {
		const head = /^(?:"[^"]*"|'[^']*'|\S)+/.exec(rest)?.[0] ?? rest;
		words.push(splitWords(head)[0]?.text ?? '');
		rest = rest.slice(head.length).trim();
	}

	return {words, rest};
};

/**
 * Reads a command line (`salt web-* state.apply nginx test=true`) as an action of the master's row and its input.
 * `-G`, `-E`, `-L`, `-C` and so on before the target are Salt's own letters for its type. Throws `UsageError`.
 */
export const parseCommand = (line: string): {readonly action: string; readonly input: Input} => {
	const {words, rest} = heads(line, 1);
	const [name = ''] = words;
	const usage = Object.hasOwn(saltCommands, name) ? saltCommands[name] : undefined;
	if (usage === undefined)
		throw new UsageError(`${name}: not a command of Salt: salt, runner, wheel or hook`);
	const option = /^-([A-Z])\s+/.exec(rest);
	const type = option === null ? 'glob' : targetLetters.get(option[1] ?? '');
	if (type === undefined) throw new UsageError(`${option?.[0].trim()}: not a type of target; ${usage}`);
	const {words: given, rest: more} = heads(rest.slice(option?.[0].length ?? 0), name === 'salt' ? 2 : 1);
	const [first = '', second = ''] = given;
	if (first === '' || (name === 'salt' && second === '')) throw new UsageError(`Incomplete: ${usage}`);
	if (name === 'hook') return {action: name, input: {path: first, body: more}};
	if (name === 'salt') return {action: name, input: {target: first, type, function: second, arguments: more}};
	return {action: name, input: {function: first, arguments: more}};
};

const targetLetters: ReadonlyMap<string, string> = new Map(
	Object.entries<string>({
		E: 'pcre',
		L: 'list',
		G: 'grain',
		P: 'grain_pcre',
		I: 'pillar',
		J: 'pillar_pcre',
		N: 'nodegroup',
		R: 'range',
		C: 'compound',
		S: 'ipcidr',
	}),
);
