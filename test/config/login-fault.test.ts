import {expect, test} from 'vitest';
import {type ConfigInput, loadConfig} from '../../source/config/config.js';
import {families} from '../../source/families.js';
import {flagsOf} from '../flags/parse.js';
import {memoryFiles} from './memory-files.js';

const path = '/home/ann/.config/rwatch/config.yaml';

type World = Pick<ConfigInput, 'environment'> & {
	readonly argv?: readonly string[];
	readonly files?: Readonly<Record<string, string>>;
	/** What the person types; nobody can be asked if omitted. */
	readonly answers?: readonly string[];
};

const faults = async ({argv = [], environment, files = {}, answers}: World): Promise<readonly string[]> => {
	const left = [...(answers ?? [])];
	const {loginFaults} = await loadConfig({
		families,
		flags: flagsOf(argv),
		environment,
		home: '/home/ann',
		files: memoryFiles(files),
		keyFault: () => null,
		isCommand: () => false,
		judgeView: () => [],
		judgeFilter: () => null,
		doubtFilter: () => [],
		actions: [],
		verbs: [],
		columnJudges: async () => ({kinds: [], isPath: () => true}),
		keyWarnings: () => [],
		themes: ['default'],
		ask: answers ? () => Promise.resolve(left.shift() ?? '') : null,
		isOpen: () => Promise.resolve(false),
		run: () => Promise.reject(new Error('nothing is run here')),
	});
	return loginFaults;
};

const needs = 'Salt needs a user with a password';
const entry = 'username and password (or passwordFile, passwordEnv, passwordCommand)';
const credentials = {SALTAPI_USER: 'ann', SALTAPI_PASS: 'pw'};

test.each<readonly [string, World, string]>([
	[
		'of the command line is to get them from the environment or the file',
		{argv: ['salt+https://s:8000'], environment: {}},
		`s:8000: ${needs}; set SALTAPI_USER and SALTAPI_PASS, or list it in the configuration file with ${entry}`,
	],
	[
		'of the environment is to get them there too',
		{environment: {SALTAPI_URL: 'https://s:8000'}},
		`SALTAPI_URL: ${needs}; set SALTAPI_USER and SALTAPI_PASS, or list it in the configuration file with ${entry}`,
	],
	[
		'does not learn about the environment where that has those of another server',
		{
			argv: ['salt+https://s:8000', 'salt+https://t:8000'],
			environment: {...credentials, SALTAPI_URL: 'https://t:8000'},
		},
		`s:8000: ${needs}; list it in the configuration file with ${entry}`,
	],
	[
		'of the configuration file is to get them there, with its line',
		{environment: credentials, files: {[path]: 'sources:\n  eu: {url: "salt+https://s"}\n'}},
		`${path}:2: sources.eu: ${needs}; expected ${entry} beside url`,
	],
	[
		'that the file only calls Salt as well',
		{environment: {}, files: {[path]: 'sources:\n  eu: {url: "https://s", type: salt}\n'}},
		`${path}:2: sources.eu: ${needs}; expected ${entry} beside url`,
	],
	[
		'that is reached through a Rancher as well',
		{
			argv: ['eu'],
			environment: {},
			files: {
				[path]:
					'sources:\n  eu: {url: "https://s", via: r}\n  r: {url: "rancher2+https://r", token: "a:b"}\n',
			},
		},
		`${path}:2: sources.eu: ${needs}; expected ${entry} beside url`,
	],
	[
		'of the file of pepper is to get them there',
		{environment: {}, files: {'/home/ann/.pepperrc': '[main]\nSALTAPI_URL=https://s:8000\n'}},
		`/home/ann/.pepperrc: ${needs}; expected SALTAPI_USER and SALTAPI_PASS in it`,
	],
	[
		'is mentioned as well where nothing was typed at the prompt',
		{argv: ['salt+https://s:8000'], environment: {}, answers: ['']},
		`s:8000: ${needs}; set SALTAPI_USER and SALTAPI_PASS, or list it in the configuration file with ${entry}`,
	],
])('a Salt master without credentials %s', async (_title, world, fault) => {
	expect(await faults(world)).toEqual([fault]);
});

test.each<readonly [string, World]>([
	['a Salt master with credentials', {argv: ['salt+https://s'], environment: credentials}],
	[
		'a Salt master whose user and password were typed',
		{argv: ['salt+https://s'], environment: {}, answers: ['a', 'b']},
	],
	[
		'a Rancher without credentials, which may be open to all',
		{argv: ['rancher1+https://r'], environment: {}},
	],
	['a server of a family that is still to be found out', {argv: ['https://x'], environment: {}}],
])('nothing is wrong with %s', async (_title, world) => {
	expect(await faults(world)).toEqual([]);
});
