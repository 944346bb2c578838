import {readFileSync} from 'node:fs';
import {type Config, type ConfigInput, loadConfig} from '../../source/config/config.js';
import {families} from '../../source/families.js';
import type {Credentials} from '../../source/model/source-config.js';
import {runCommand} from '../../source/program/run-command.js';
import {unheardIn} from '../../source/state/filter/unheard.js';
import {viewDoubts} from '../../source/state/view-doubts.js';
import {viewFaults} from '../../source/state/view-faults.js';
import {flagsOf} from '../flags/parse.js';
import {memoryFiles} from './memory-files.js';

/** A certificate authority in PEM. */
export const authority = readFileSync(
	new URL('../fixtures/certificate-authority.pem', import.meta.url),
	'utf8',
);

/** Where the configuration file is looked for. */
export const path = '/home/ann/.config/rwatch/config.yaml';

/** What there is when a configuration is loaded; nobody can be asked where there are no answers. */
export type World = {
	readonly argv?: readonly string[];
	readonly environment?: Readonly<Record<string, string>>;
	/** The configuration file. */
	readonly file?: string;
	readonly files?: Readonly<Record<string, string>>;
	readonly modes?: Readonly<Record<string, number>>;
	readonly answers?: readonly string[];
	/** URLs of servers that take everybody. */
	readonly open?: readonly string[];
	/** What programs print, and how they end. */
	readonly run?: ConfigInput['run'];
};

/** Loads the configuration of a world. */
export const load = async ({
	argv = [],
	environment = {},
	file,
	files = {},
	modes = {},
	answers,
	open = [],
	run = runCommand,
}: World): Promise<Config> => {
	const left = [...(answers ?? [])];
	const kinds = (await Promise.all(families.map(family => family.kinds()))).flat();
	const input: ConfigInput = {
		families,
		flags: flagsOf(argv),
		environment,
		home: '/home/ann',
		files: memoryFiles({...files, ...(file === undefined ? {} : {[path]: file})}, modes),
		doubtFilter: (filter, more) => (argv[0] === 'config' ? unheardIn(filter, kinds, more) : []),
		actions: ['drain', 'salt'],
		judgeFilter: filter => (filter.includes('(') ? 'a closing parenthesis is missing' : null),
		verbs: ['remove', 'stop'],
		columnJudges: async () => ({kinds, isPath: text => text.includes('.')}),
		judgeView: (name, view, more) =>
			argv[0] === 'config' ? [...viewFaults(view), ...viewDoubts(name, view, kinds, more)] : viewFaults(view),
		keyWarnings: keys => ('walk' in keys ? ['walk is called go now'] : []),
		isCommand: name => name === 'restart',
		keyFault: keys => ('fly' in keys ? "no command is called 'fly'" : null),
		themes: ['default', 'mono'],
		ask: answers ? () => Promise.resolve(left.shift() ?? '') : null,
		run,
		isOpen: async ({url}) => open.includes(url),
	};
	return loadConfig(input);
};

/** The sources of a world, without their credentials. */
export const sources = async (world: World) =>
	(await load(world)).sources.map(({name, family, url}) => ({name, family, url}));

/** The credentials of each source of a world. */
export const credentials = async (world: World): Promise<readonly Credentials[]> =>
	Promise.all((await load(world)).sources.map(source => source.credentials()));

/** Credentials of the access key `AK`. */
export const keyPair = {type: 'basic', username: 'AK', password: 'SK'};
