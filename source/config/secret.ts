import {execFile} from 'node:child_process';
import {messageOf, UsageError} from '../model/errors.ts';
import {printable} from '../model/printable.ts';
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

const explain = (error: Error, stderr: string): string => {
	const code = 'code' in error ? error.code : null;
	if (code === 'ENOENT') return 'it was not found';
	if ('killed' in error && error.killed === true) return `it took longer than ${commandLimitMs / 1000} s`;
	const said = printable(stderr.trim().split('\n')[0] ?? '').slice(0, 200);
	return `it ended with ${typeof code === 'number' ? `exit code ${code}` : messageOf(error)}${said && `: ${said}`}`;
};

const run = ([program = '', ...rest]: readonly string[], where: string): Promise<string> =>
	new Promise((resolve, reject) => {
		execFile(program, rest, {timeout: commandLimitMs, windowsHide: true}, (error, stdout, stderr) => {
			if (error) reject(new UsageError(`${where}: cannot run '${program}': ${explain(error, stderr)}`));
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
