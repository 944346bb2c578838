import {dirname, join, resolve} from 'node:path';
import {type EntryLine, sourceNames, withSource} from '../../config/add-source.js';
import {configPath} from '../../config/config.js';
import {fileFault} from '../../files/fault.js';
import {diskFiles} from '../../files/read.js';
import {realPath} from '../../files/real-path.js';
import {createPrivate, makeFolder, removeFile, replacePrivate} from '../../files/write.js';
import type {Flags} from '../../flags/flags.js';
import {UsageError} from '../../model/errors.js';
import {printable} from '../../model/printable.js';
import {redactMessage} from '../../secrets/text.js';
import type {ConfiguredFamily} from '../load-config.js';
import {terminalPrompt} from '../prompt.js';
import {homeOf, type System} from '../system.js';
import {askWorkingCredentials} from './credentials.js';
import {askKeeping, type Kept} from './secret.js';
import {type Asking, askName, askServer, type Server} from './server.js';

const linesOf = ({family, url, caFile, insecure}: Server, kept: Kept): readonly EntryLine[] => [
	{key: 'url', value: url},
	{key: 'type', value: family.name, comment: family.title},
	...kept.lines,
	...(caFile === null ? [] : [{key: 'caFile', value: caFile}]),
	...(insecure ? [{key: 'insecure', value: true, comment: 'its certificate is not verified'}] : []),
];

const attempt = (what: string, work: () => void): void => {
	try {
		work();
	} catch (error) {
		if (error instanceof UsageError) throw error;
		throw new UsageError(`${what}: ${fileFault(error)}`);
	}
};

/** Writes both files, or none. `folder`: where paths in the configuration begin. Throws `UsageError`. */
const write = (path: string, text: string, folder: string, file: Kept['file']): void => {
	const secretPath = file && join(folder, file.path);
	if (file && secretPath !== null) {
		attempt(`cannot write ${secretPath}`, () => {
			makeFolder(dirname(secretPath));
			if (!createPrivate(secretPath, file.text))
				throw new UsageError(`${secretPath} exists already, and is not replaced: move it away first`);
		});
	}

	try {
		attempt(`cannot write ${path}`, () => replacePrivate(path, text));
	} catch (error) {
		if (secretPath !== null) removeFile(secretPath);
		throw error;
	}
};

/**
 * Asks for a server and its credentials, tries them, and writes them down; resolves with the exit code. Nothing is
 * written before all is answered. Rejects with `PromptInterrupted`, `UsageError`, and with what keeps the server from
 * answering.
 */
export const runInit = async (
	flags: Flags,
	families: readonly ConfiguredFamily[],
	{stdin, stderr, env}: System,
): Promise<number> => {
	const home = homeOf(env);
	const path = configPath({environment: env, home, config: flags.config});
	const ask = terminalPrompt(stdin, stderr);
	if (!ask) {
		throw new UsageError(
			`rwatch init needs a terminal for its questions. Without one, write ${path} by hand: rwatch help configuration says how`,
		);
	}

	const real = realPath(path);
	const taken = sourceNames(path, diskFiles.read(real));
	const {signal} = new AbortController();
	const say = (text: string) =>
		void stderr.write(
			`${text
				.split('\n')
				.map(line => printable(redactMessage(line)))
				.join('\n')}\n`,
		);
	const asking: Asking = {ask, say, families, home, signal};
	const caFile = flags.caFile === null ? null : resolve(flags.caFile);
	const server = await askServer(asking, {caFile, insecure: flags.insecure});
	const name = await askName(asking, server.url, taken);
	const credentials = await askWorkingCredentials(server, name, asking);
	const kept = await askKeeping(credentials, name, asking, env);
	// Read again: it may have changed while the questions were answered.
	write(real, withSource(path, diskFiles.read(real), name, linesOf(server, kept)), dirname(path), kept.file);
	say(`${path} has it now: rwatch ${/^[\w.-]+$/.test(name) ? name : `'${name}'`}`);
	return 0;
};
