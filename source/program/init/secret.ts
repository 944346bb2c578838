import {join} from 'node:path';
import type {EntryLine} from '../../config/add-source.js';
import {messageOf} from '../../model/errors.js';
import type {Credentials} from '../../model/source-config.js';
import {wordsOf} from '../command-words.js';
import {runCommand} from '../run-command.js';
import type {Asking} from './server.js';

/** What is written of the credentials: the lines of the entry, and a file of its own for the secret, if that is wanted. */
export type Kept = {
	readonly lines: readonly EntryLine[];
	/** `path` begins at the folder of the configuration. */
	readonly file: {readonly path: string; readonly text: string} | null;
};

type Secret = {readonly key: 'token' | 'secretKey' | 'password'; readonly value: string};

const commandLimitMs = 60_000;

const secretOf = (credentials: Exclude<Credentials, {type: 'none'}>): Secret => {
	if (credentials.type === 'bearer') return {key: 'token', value: credentials.token};
	const key = credentials.type === 'basic' ? 'secretKey' : 'password';
	return {key, value: credentials.password};
};

/** The lines of credentials that are not secret. */
const publicLines = (credentials: Credentials): readonly EntryLine[] => {
	if (credentials.type === 'basic') return [{key: 'accessKey', value: credentials.username}];
	return credentials.type === 'login' ? [{key: 'username', value: credentials.username}] : [];
};

const askCommand = async (
	{ask, say}: Asking,
	secret: Secret,
	environment: NodeJS.ProcessEnv,
): Promise<readonly string[]> => {
	for (;;) {
		const typed = await ask('command that prints it, such as pass show rancher/prod: ', {secret: false});
		const [program, ...arguments_] = wordsOf(typed);
		if (program === undefined) continue;
		try {
			const ended = await runCommand({program, arguments_, environment, limitMs: commandLimitMs});
			const [line = ''] = ended.output.split(/\r?\n/);
			if (ended.isGood && line === secret.value) return [program, ...arguments_];
			say(ended.isGood ? 'it printed something else' : `it ended with ${ended.status}`);
		} catch (error) {
			say(messageOf(error));
		}
	}
};

const askVariable = async ({ask, say}: Asking, usual: string): Promise<string> => {
	for (;;) {
		const typed = await ask(`name of the variable [${usual}]: `, {secret: false});
		const variable = typed === '' ? usual : typed;
		if (/^[A-Za-z_]\w*$/.test(variable)) return variable;
		say(`'${variable}' is not the name of a variable`);
	}
};

const plainName = (name: string): string => name.replace(/[^\w.-]+/g, '-').replace(/^\.+/, '') || 'source';

/** Asks where the secret is to be kept. Rejects with `PromptInterrupted`. */
export const askKeeping = async (
	credentials: Credentials | null,
	name: string,
	asking: Asking,
	environment: NodeJS.ProcessEnv,
): Promise<Kept> => {
	if (credentials === null || credentials.type === 'none') return {lines: [], file: null};
	const {ask, say} = asking;
	const secret = secretOf(credentials);
	const path = join('secrets', `${plainName(name)}.${secret.key}`);
	const own = publicLines(credentials);
	for (;;) {
		const typed = await ask('keep the secret in a file of its own, the environment or a command? [file]: ', {
			secret: false,
		});
		const [first = 'f'] = typed.toLowerCase();
		if (first === 'f') {
			const line = {key: `${secret.key}File`, value: path, comment: 'its first line'};
			return {lines: [...own, line], file: {path, text: `${secret.value}\n`}};
		}

		if (first === 'e') {
			const usual = `RWATCH_${plainName(name).toUpperCase().replace(/\W/g, '_')}_${secret.key.toUpperCase()}`;
			const variable = await askVariable(asking, usual);
			const line = {key: `${secret.key}Env`, value: variable, comment: 'set this before rwatch starts'};
			return {lines: [...own, line], file: null};
		}

		if (first === 'c') {
			const command = await askCommand(asking, secret, environment);
			const line = {key: `${secret.key}Command`, value: command, comment: 'the first line that it prints'};
			return {lines: [...own, line], file: null};
		}

		say('expected file, environment or command');
	}
};
