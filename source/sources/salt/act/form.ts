import type {Field} from '../../../model/action.js';
import {field} from '../../act/form.js';

/** An optional input, which may be left empty. */
const optional = (name: string, title: string, more: Partial<Field> = {}): Field =>
	field(name, title, {nullable: true, ...more});

const flag = (name: string, title: string, description: string): Field =>
	field(name, title, {type: 'boolean', initial: 'false', description});

const needed = (name: string, title: string, description: string | null = null): Field =>
	field(name, title, {required: true, description});

const stateFields: readonly Field[] = [
	flag('test', 'Test', 'only report what would change'),
	flag('queue', 'Queue', 'wait where another state run is under way'),
	optional('pillar', 'Pillar', {
		type: 'json',
		description: 'a JSON object, on top of the pillar of the minion',
	}),
];

const callFields: readonly Field[] = [
	needed('function', 'Function', 'such as disk.usage'),
	optional('arguments', 'Arguments', {description: 'as on the command line: nginx test=true'}),
];

/** How Salt reads a target (salt/utils/minions.py). */
const targetTypes: readonly string[] = [
	'glob',
	'list',
	'pcre',
	'grain',
	'grain_pcre',
	'pillar',
	'pillar_pcre',
	'nodegroup',
	'range',
	'compound',
	'ipcidr',
];

const forms: Readonly<Record<string, readonly Field[]>> = {
	'state.apply': [
		optional('mods', 'States', {description: 'sls names, with commas between; nothing for the highstate'}),
		...stateFields,
	],
	'state.highstate': stateFields,
	'cmd.run': [needed('cmd', 'Command')],
	'service.restart': [needed('service', 'Service')],
	'system.reboot': [
		optional('at_time', 'In minutes', {
			type: 'integer',
			minimum: 0,
			description: 'at once where nothing is given',
		}),
	],
	call: callFields,
	signal: [
		optional('signal', 'Signal', {
			type: 'integer',
			required: true,
			initial: '15',
			minimum: 1,
			maximum: 64,
		}),
	],
	salt: [
		needed('target', 'Target', 'such as web-*'),
		optional('type', 'Type of target', {type: 'choice', initial: 'glob', options: targetTypes}),
		...callFields,
	],
	runner: callFields,
	wheel: callFields,
	hook: [
		optional('path', 'Path', {description: 'the event is salt/netapi/hook/<path>'}),
		optional('body', 'Body', {type: 'json', description: 'a JSON object'}),
	],
};

const noFields: readonly Field[] = [];

/** The inputs of an action, by its name. */
export const fieldsOfAction = (name: string): readonly Field[] => forms[name] ?? noFields;
