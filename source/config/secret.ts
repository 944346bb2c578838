import {execFile} from 'node:child_process';
import {messageOf, UsageError} from '../model/errors.ts';
import type {Files} from './files.ts';

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
	readonly environment: Readonly<Record<string, string | undefined>>;
};

/** How long a command may take: long enough to type a passphrase. */
const commandLimitMs = 60_000;

// What it printed stays unsaid: it may hold what it was to keep.
const explain = (error: Error): string => {
	const code = 'code' in error ? error.code : null;
	if (code === 'ENOENT') return 'it was not found';
	if ('killed' in error && error.killed === true) return `it took longer than ${commandLimitMs / 1000} s`;
	return typeof code === 'number'
		? `it ended with exit code ${code}; run it by hand to see why`
		: 'it failed';
};

const run = ([program = '', ...rest]: readonly string[], where: string): Promise<string> =>
	new Promise((resolve, reject) => {
		execFile(program, rest, {timeout: commandLimitMs, windowsHide: true}, (error, stdout) => {
			if (error) reject(new UsageError(`${where}: cannot run '${program}': ${explain(error)}`));
			else resolve(stdout);
		});
	});

const readFile = (path: string, where: string, files: Files): string => {
	let text: string | null;
	try {
		text = files.read(path);
	} catch (error) {
		throw new UsageError(`${where}: cannot read ${path}: ${messageOf(error)}`);
	}

	if (text === null) throw new UsageError(`${where}: there is no file ${path}`);
	return text;
};

/**
 * Fetches a secret now; `where` names it in errors: `config.yaml:4: sources.prod.tokenFile`.
 * Throws `UsageError` when it cannot be had; no part of the secret is in the message.
 */
export const readSecret = async (secret: Secret, where: string, places: SecretPlaces): Promise<string> => {
	if (secret.type === 'value') return secret.value;
	let text: string;
	if (secret.type === 'environment') text = places.environment[secret.name] ?? '';
	else if (secret.type === 'file') text = readFile(secret.path, where, places.files);
	else text = await run(secret.command, where);

	const [line = ''] = text.split(/\r?\n/);
	if (line !== '') return line;
	if (secret.type === 'environment')
		throw new UsageError(`${where}: ${secret.name} is not set in the environment`);
	throw new UsageError(`${where}: it gave nothing`);
};
