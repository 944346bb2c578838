import {type ChildProcess, spawn} from 'node:child_process';
import process from 'node:process';
import type {Readable, Writable} from 'node:stream';
import {fileFault} from '../files/fault.js';
import {createPrivateFile, type PrivateFile} from '../files/private-file.js';
import type {Environment} from '../model/environment.js';
import {messageOf} from '../model/errors.js';
import {wordsOf} from './command-words.js';

/** The variables that name an editor, the first that is set counts. */
const variables = ['KUBE_EDITOR', 'VISUAL', 'EDITOR'] as const;

const usual = 'vi';

const advice = `set ${variables.join(', ').replace(/, (?=\w+$)/, ' or ')} to one, such as nano`;

type Editor = {
	/** As it is called: the value of a variable. */
	readonly name: string;
	readonly program: string;
	readonly arguments_: readonly string[];
};

/** The person's editor. */
const editorOf = (env: Environment): Editor => {
	const name = variables.map(variable => env[variable]?.trim()).find(value => value) ?? usual;
	const [program = usual, ...arguments_] = wordsOf(name);
	return {name, program, arguments_};
};

/** The person's terminal, given back by whoever drew on it. */
type Streams = {readonly keyboard: Readable; readonly stdout: Writable};

const run = (
	{name, program, arguments_}: Editor,
	path: string,
	env: Environment,
	{keyboard, stdout}: Streams,
): Promise<void> =>
	new Promise((resolve, reject) => {
		const child: ChildProcess = spawn(program, [...arguments_, path], {
			env: {...env},
			stdio: [keyboard, stdout, 'inherit'],
		});
		// Nothing is left to return to.
		const end = () => void child.kill();
		process.once('exit', end);
		child.once('error', error => {
			process.off('exit', end);
			const isMissing = 'code' in error && error.code === 'ENOENT';
			reject(
				new Error(
					`there is no editor '${name}': ${isMissing ? 'it was not found' : messageOf(error)}; ${advice}`,
				),
			);
		});
		child.once('close', (code, signal) => {
			process.off('exit', end);
			if (code === 0) resolve();
			else
				reject(
					new Error(
						`the editor '${name}' ended with ${code === null ? signal : `exit code ${code}`}: nothing was sent`,
					),
				);
		});
	});

/** Ctrl-c in the terminal is for the editor, as long as that has it. */
const withoutInterrupt = async (work: () => Promise<void>): Promise<void> => {
	const listeners = process.listeners('SIGINT');
	const ignore = () => undefined;
	process.on('SIGINT', ignore);
	for (const listener of listeners) process.off('SIGINT', listener);
	try {
		await work();
	} finally {
		for (const listener of listeners) process.on('SIGINT', listener);
		process.off('SIGINT', ignore);
	}
};

const readBack = (file: PrivateFile): string => {
	try {
		return file.read();
	} catch (error) {
		throw new Error(`the edited file cannot be read: ${fileFault(error)}; nothing was sent`);
	}
};

/**
 * Has the person edit a text in a private file, which is gone afterwards; resolves to the text as it is then. The
 * terminal must be in its normal mode, with no other reader. Rejects with the reason where there is no editor, or it fails.
 */
export const editText = async (
	fileName: string,
	text: string,
	env: Environment,
	streams: Streams,
): Promise<string> => {
	let file: PrivateFile;
	try {
		file = createPrivateFile(fileName, text, env.XDG_RUNTIME_DIR);
	} catch (error) {
		throw new Error(`no file to edit can be written: ${fileFault(error) || messageOf(error)}`);
	}

	try {
		await withoutInterrupt(() => run(editorOf(env), file.path, env, streams));
		return readBack(file);
	} finally {
		file.remove();
	}
};
