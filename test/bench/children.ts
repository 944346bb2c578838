import {type ChildProcess, fork} from 'node:child_process';
import {setMaxListeners} from 'node:events';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

/** What a child process does, by its name: it gets its options and reports back. */
export type Part = (
	options: never,
	emit: (message: unknown) => void,
	onOrder: (listener: (order: never) => void) => void,
) => Promise<unknown>;

/** A child process at its work. */
export type Child = {
	/** The next thing that it reports. */
	readonly next: () => Promise<unknown>;
	readonly order: (message: unknown) => void;
	readonly end: () => void;
};

const self = fileURLToPath(import.meta.url);

/** A part that reports nothing for so long waits for something that will not come. */
const maxSilenceMs = 240_000;

/** Starts a part of the benchmark in a process of its own, so that no part's garbage slows another. */
export const startChild = (part: string, options: unknown, execArgv: readonly string[] = []): Child => {
	// For finding out where the time goes.
	const profile = process.env.RWATCH_PROFILE === part ? ['--cpu-prof', '--cpu-prof-dir=dist/profiles'] : [];
	const child: ChildProcess = fork(self, ['--part', part, JSON.stringify(options)], {
		execArgv: ['--expose-gc', ...profile, ...execArgv],
		serialization: 'advanced',
	});
	const reported: unknown[] = [];
	const waiting: Array<(message: unknown) => void> = [];
	child.on('message', message => {
		const first = waiting.shift();
		if (first) first(message);
		else reported.push(message);
	});
	const failed = new Promise<never>((_, reject) => {
		child.once('exit', code => reject(new Error(`The part ${part} ended early (${code})`)));
	});
	failed.catch(() => undefined);
	const nextReport = () =>
		new Promise<unknown>((resolve, reject) => {
			const timer = setTimeout(
				() => reject(new Error(`The part ${part} has reported nothing for ${maxSilenceMs / 1000} s`)),
				maxSilenceMs,
			);
			waiting.push(message => {
				clearTimeout(timer);
				resolve(message);
			});
		});
	return {
		next: () =>
			reported.length > 0 ? Promise.resolve(reported.shift()) : Promise.race([failed, nextReport()]),
		order: message => void child.send(message as object),
		end: () => void child.kill(),
	};
};

/** Runs the part that this process was started for. */
export const runPart = async (parts: Readonly<Record<string, Part>>, name: string, options: string) => {
	const part = parts[name];
	if (!part) throw new Error(`There is no part ${name}`);
	// As the program does: many requests wait for the same abort.
	setMaxListeners(0);
	const emit = (message: unknown) => void process.send?.(message as object);
	process.once('disconnect', () => process.exit());
	emit(
		await part(JSON.parse(options) as never, emit, listener =>
			process.on('message', order => listener(order as never)),
		),
	);
};
