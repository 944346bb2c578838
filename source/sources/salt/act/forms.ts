import type {Field} from '../../../model/action.js';

const field = (name: string, title: string, more: Partial<Field> = {}): Field => ({
	name,
	title,
	type: 'text',
	of: null,
	required: false,
	nullable: true,
	initial: '',
	options: [],
	minimum: null,
	maximum: null,
	description: null,
	...more,
});

const flag = (name: string, title: string, description: string): Field =>
	field(name, title, {type: 'boolean', nullable: false, initial: 'false', description});

const needed = (name: string, title: string, description: string | null = null): Field =>
	field(name, title, {required: true, nullable: false, description});

const stateFields: readonly Field[] = [
	flag('test', 'Test', 'only tell what would change'),
	flag('queue', 'Queue', 'wait where another state run is under way'),
	field('pillar', 'Pillar', {type: 'json', description: 'a JSON object, on top of the pillar of the minion'}),
];

const callFields: readonly Field[] = [
	needed('function', 'Function', 'such as disk.usage'),
	field('arguments', 'Arguments', {description: 'as on the command line: nginx test=true'}),
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
		field('mods', 'States', {description: 'sls names, with commas between; nothing for the highstate'}),
		...stateFields,
	],
	'state.highstate': stateFields,
	'cmd.run': [needed('cmd', 'Command')],
	'service.restart': [needed('service', 'Service')],
	'system.reboot': [
		field('at_time', 'In minutes', {
			type: 'integer',
			minimum: 0,
			description: 'at once where nothing is given',
		}),
	],
	call: callFields,
	signal: [
		field('signal', 'Signal', {
			type: 'integer',
			required: true,
			nullable: false,
			initial: '15',
			minimum: 1,
			maximum: 64,
		}),
	],
	salt: [
		needed('target', 'Target', 'such as web-*'),
		field('type', 'Type of target', {type: 'choice', nullable: false, initial: 'glob', options: targetTypes}),
		...callFields,
	],
	runner: callFields,
	wheel: callFields,
	hook: [
		field('path', 'Path', {description: 'the event is salt/netapi/hook/<path>'}),
		field('body', 'Body', {type: 'json', description: 'a JSON object'}),
	],
};

const noFields: readonly Field[] = [];

/** The inputs of an action, by its name. */
export const fieldsOfAction = (name: string): readonly Field[] => forms[name] ?? noFields;
