import {fileFault} from '../files/fault.js';
import type {Files} from '../files/read.js';
import type {Environment} from '../model/environment.js';
import {messageOf, UsageError} from '../model/errors.js';
import type {RunCommand} from './run-command.js';

/** Where a secret comes from. */
export type Secret =
	| {readonly type: 'value'; readonly value: string}
	| {readonly type: 'file'; readonly path: string}
	| {readonly type: 'environment'; readonly name: string}
	/** A program with its arguments, run without a shell; the first line that it prints is the secret. */
	| {readonly type: 'command'; readonly command: readonly string[]};

/** What secrets are read from. */
export type SecretPlaces = {
	readonly files: Files;
	readonly environment: Environment;
	readonly run: RunCommand;
};

/** How long a command may take: long enough to type a passphrase. */
const commandLimitMs = 60_000;

const run = async (
	[program = '', ...arguments_]: readonly string[],
	where: string,
	{environment, run: runCommand}: SecretPlaces,
): Promise<string> => {
	const {isGood, status, output} = await runCommand({
		program,
		arguments_,
		environment,
		limitMs: commandLimitMs,
		asks: true,
	}).catch((error: unknown) => {
		throw new UsageError(`${where}: ${messageOf(error)}`);
	});
	if (isGood) return output;
	// The output is not repeated: it may contain the secret.
	throw new UsageError(
		`${where}: cannot run '${program}': it ended with ${status}; run it by hand to see why`,
	);
};

/** The text of a file, or what is wrong with it. */
const readFile = (path: string, files: Files): {readonly text: string} | {readonly fault: string} => {
	try {
		const text = files.read(path);
		return text === null ? {fault: `there is no file ${path}`} : {text};
	} catch (error) {
		return {fault: `cannot read ${path}: ${fileFault(error)}`};
	}
};

/** Why a secret cannot be read, as far as that is known without running a command; or null. */
export const secretFault = (secret: Secret, {files, environment}: SecretPlaces): string | null => {
	if (secret.type === 'environment')
		return environment[secret.name] ? null : `${secret.name} is not set in the environment`;
	if (secret.type !== 'file') return null;
	const read = readFile(secret.path, files);
	if ('fault' in read) return read.fault;
	return /^\r?\n|^$/.test(read.text) ? `the first line of ${secret.path} is empty` : null;
};

const textOf = async (
	secret: Exclude<Secret, {type: 'value'}>,
	where: string,
	places: SecretPlaces,
): Promise<string> => {
	const {environment, files} = places;
	if (secret.type === 'environment') return environment[secret.name] ?? '';
	if (secret.type === 'command') return run(secret.command, where, places);
	const read = readFile(secret.path, files);
	return 'text' in read ? read.text : '';
};

/**
 * Fetches a secret now; `where` names it in errors: `config.yaml:4: sources.prod.tokenFile`.
 * Throws `UsageError` when it cannot be had; no part of the secret is in the message.
 */
export const readSecret = async (secret: Secret, where: string, places: SecretPlaces): Promise<string> => {
	if (secret.type === 'value') return secret.value;
	const fault = secretFault(secret, places);
	if (fault !== null) throw new UsageError(`${where}: ${fault}`);
	const [line = ''] = (await textOf(secret, where, places)).split(/\r?\n/);
	if (line === '') throw new UsageError(`${where}: it printed nothing`);
	return line;
};
