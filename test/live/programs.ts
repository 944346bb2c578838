import {type ChildProcess, spawn} from 'node:child_process';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';

// Nothing may stay where the tests are killed: then standard input ends, and with it the group of the program.
const guarded = '"$@" </dev/null & cat >/dev/null; kill -KILL 0';

/** Whether any process of a group is left. */
const isGroup = (pid: number): boolean => {
	try {
		return process.kill(-pid, 0);
	} catch {
		return false;
	}
};

/** Runs programs of a virtual environment, each in a process group of its own. */
export class Programs {
	readonly #bin: string;
	readonly #place: string;
	readonly #running = new Set<ChildProcess>();

	constructor(bin: string, place: string) {
		this.#bin = bin;
		this.#place = place;
	}

	start(program: string, ...args: readonly string[]): ChildProcess {
		return this.#spawn('sh', ['-c', guarded, 'sh', join(this.#bin, program), ...args]);
	}

	/** Runs a script that reads its standard input to the end. */
	startScript(...args: readonly string[]): ChildProcess {
		return this.#spawn(join(this.#bin, 'python'), args);
	}

	#spawn(program: string, args: readonly string[]): ChildProcess {
		const child = spawn(program, args, {
			detached: true,
			stdio: ['pipe', 'ignore', 'ignore'],
			cwd: this.#place,
		});
		this.#running.add(child);
		child.once('exit', () => this.#running.delete(child));
		return child;
	}

	/** Ends one at once, with all that it has started. */
	async end(child: ChildProcess): Promise<void> {
		if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
		const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
		process.kill(-child.pid, 'SIGKILL');
		await ended;
		for (let left = 100; left > 0 && isGroup(child.pid); left--) await pause(30);
	}

	async endAll(): Promise<void> {
		await Promise.all([...this.#running].map(child => this.end(child)));
	}
}
