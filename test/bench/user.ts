import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {setTimeout as wait} from 'node:timers/promises';
import {type IPty, spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {epochMs, type FleetAddress} from './fleet.js';

const root = process.env.RWATCH_ROOT ?? process.cwd();
const limitMs = 60_000;

/** The built program in a pseudo-terminal, and someone who looks at the screen with a stopwatch. */
export class User {
	/** Written so far. */
	bytes = 0;
	readonly began = epochMs();
	readonly #pty: IPty;
	readonly #terminal: xterm.Terminal;
	readonly #home = mkdtempSync(join(tmpdir(), 'rwatch-bench-'));
	readonly #exited: Promise<unknown>;
	#onSight: (at: number) => void = () => undefined;

	constructor({url, token}: FleetAddress, [columns, rows]: readonly [number, number]) {
		this.#terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
		const program = [join(root, 'dist/cli.js'), `rancher2+${url}`, '-k', 'pods', '--sort', 'name'];
		this.#pty = spawn(process.execPath, program, {
			cols: columns,
			rows,
			env: {
				PATH: process.env.PATH ?? '',
				HOME: this.#home,
				LANG: 'C.UTF-8',
				TERM: 'xterm-256color',
				RANCHER_TOKEN: token,
			},
		});
		this.#exited = new Promise(resolve => this.#pty.onExit(resolve));
		this.#pty.onData(text => {
			const at = epochMs();
			this.bytes += Buffer.byteLength(text);
			this.#terminal.write(text, () => this.#onSight(at));
		});
	}

	/** The lines on the screen. */
	get lines(): readonly string[] {
		const {active} = this.#terminal.buffer;
		return Array.from(
			{length: this.#terminal.rows},
			(_, row) => active.getLine(row)?.translateToString(true) ?? '',
		);
	}

	/** When the screen first looked so, epoch milliseconds; NaN where it does not within a minute. */
	async sees(isThere: (lines: readonly string[]) => boolean): Promise<number> {
		if (isThere(this.lines)) return epochMs();
		const giveUp = new AbortController();
		const seen = new Promise<number>(resolve => {
			this.#onSight = at => {
				if (isThere(this.lines)) resolve(at);
			};
		});
		const at = await Promise.race([seen, wait(limitMs, Number.NaN, {signal: giveUp.signal})]);
		giveUp.abort();
		this.#onSight = () => undefined;
		return at;
	}

	/** Presses keys; resolves to the milliseconds until the screen looks as expected. */
	async press(keys: string, isThere: (lines: readonly string[]) => boolean): Promise<number> {
		const began = epochMs();
		this.#pty.write(keys);
		return (await this.sees(isThere)) - began;
	}

	/**
	 * Bytes that are written until nothing has been for a while, or a removed row is gone and the rate rests: the age of a row
	 * that has just changed ticks for a minute.
	 */
	async bytesOf(act: () => unknown, restMs = 2500, maxMs = 7500): Promise<number> {
		const before = this.bytes;
		await act();
		for (let last = -1, waitedMs = 0; last !== this.bytes && waitedMs < maxMs; waitedMs += restMs) {
			last = this.bytes;
			await wait(restMs);
		}

		return this.bytes - before;
	}

	/** Processor time so far, all threads, in milliseconds; NaN where there is no /proc. */
	get cpuMs(): number {
		try {
			const tasks = `/proc/${this.#pty.pid}/task`;
			const spent = readdirSync(tasks).map(task =>
				Number(readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')[0]),
			);
			return spent.reduce((sum, ns) => sum + ns, 0) / 1e6;
		} catch {
			return Number.NaN;
		}
	}

	/** Memory in use, in megabytes; NaN where there is no /proc. */
	get memoryMb(): number {
		try {
			const [, kb] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.#pty.pid}/status`, 'utf8')) ?? [];
			return Number(kb) / 1024;
		} catch {
			return Number.NaN;
		}
	}

	async close(): Promise<void> {
		this.#pty.kill('SIGKILL');
		await this.#exited;
		rmSync(this.#home, {recursive: true});
	}
}
