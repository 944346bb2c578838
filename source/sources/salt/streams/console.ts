import {messageOf} from '../../../model/errors.js';
import {printable} from '../../../model/printable.js';
import type {LineEnd, ShellSession} from '../../../model/shell-session.js';
import type {Shell} from '../../../model/source.js';
import type {ShellOptions} from '../../streams/shell.js';
import {jidOf, minionLow} from '../act/lows.js';
import {stateOf} from '../jobs/job.js';
import {cachedJobOf} from '../jobs/job-cache.js';
import {outcomeOf} from '../jobs/outcome.js';
import {trimmed} from '../jobs/state-results.js';
import type {BusListener, Model} from '../watch/model.js';
import type {Api} from '../wire/api.js';
import type {Returned} from '../wire/job.js';
import {LineEditor} from './line-editor.js';
import {returnLines} from './log-lines.js';

/** What the console of a minion needs. */
type ConsoleRequest = ShellOptions & {
	readonly api: Api;
	readonly model: Model;
	/** Marks our own jobs. */
	readonly mark: string;
	/** What was typed before, oldest first: kept as long as the program runs. */
	readonly history: string[];
	readonly session: ShellSession;
};

// How often it is looked whether the minion was given up.
const lookMs = 1000;

/** Runs the commands of one minion, one at a time. */
class Console {
	readonly #request: ConsoleRequest;
	readonly #output: (text: string) => void;
	/** The command that a question is about. */
	#asked: string | null = null;
	#isRunning = false;
	/** Returns of the minion by job, while a command runs: one may come before the answer that names its job. */
	readonly #returned = new Map<string, Returned>();
	#jid: string | null = null;
	#done: (returned: Returned | null) => void = () => undefined;

	constructor(request: ConsoleRequest) {
		this.#request = request;
		this.#output = text => request.output(Buffer.from(text));
	}

	/** Hears the bus: the return of a command ends it. */
	readonly listener: BusListener = {
		event: (_event, meaning) => {
			if (meaning.type !== 'return' || meaning.returned.minion !== this.#request.resource.id) return;
			const {returned} = meaning;
			if (this.#isRunning) this.#returned.set(returned.jid, returned);
			if (returned.jid === this.#jid) this.#done(returned);
		},
		opened: () => void this.#lookUp().then(returned => returned && this.#done(returned)),
	};

	/**
	 * Takes a line: runs a command that may be run, and shows what it returns. Resolves to the question that the next line
	 * answers, or null. Never rejects.
	 */
	async take(line: string): Promise<string | null> {
		const {session} = this.#request;
		const asked = this.#asked;
		this.#asked = null;
		const command = asked ?? line;
		const verdict = await session.judge(command, asked === null ? null : line);
		if (verdict.type === 'refuse') this.#say(verdict.reason);
		else if (verdict.type === 'send') session.ended(verdict.id, await this.#run(command));
		else {
			this.#asked = command;
			return `Type ${printable(verdict.phrase)} to run it: `;
		}

		return null;
	}

	/** Waits no longer: the command itself goes on. */
	interrupt(): void {
		if (this.#jid !== null) this.#output(`^C\r\njob ${this.#jid} goes on\r\n`);
		this.#done(null);
	}

	/** Waits no longer, and shows nothing any more. */
	leave(): void {
		this.#done(null);
	}

	async #run(command: string): Promise<LineEnd> {
		const {signal} = this.#request;
		this.#isRunning = true;
		try {
			const jid = await this.#send(command);
			const returned = await this.#returnOf(jid);
			if (returned === null) return {outcome: 'unknown', message: `job ${jid} goes on`};
			await this.#show(returned);
			const {ok, retcode} = outcomeOf(returned);
			const end = retcode === null ? '' : `exit code ${retcode}, `;
			return {outcome: ok === false ? 'failed' : 'done', message: `${end}job ${jid}`};
		} catch (error) {
			if (signal.aborted) return {outcome: 'unknown', message: 'left before the master answered'};
			this.#say(messageOf(error));
			return {outcome: 'failed', message: messageOf(error)};
		} finally {
			this.#isRunning = false;
			this.#jid = null;
			this.#returned.clear();
		}
	}

	/** Sends a command; resolves to the id of its job. */
	async #send(command: string): Promise<string> {
		const {api, resource, mark, signal} = this.#request;
		const low = minionLow('cmd.run', {cmd: command}, [resource.id], mark);
		this.#jid = jidOf(await api.run(low, `Cannot run a command on ${resource.id}`, signal));
		if (this.#jid === null) throw new Error('its key is not accepted');
		return this.#jid;
	}

	/** Waits for the return of a job; null where nobody waits any more, or the minion was given up. */
	async #returnOf(jid: string): Promise<Returned | null> {
		const early = this.#returned.get(jid);
		if (early || this.#request.signal.aborted) return early ?? null;
		let timer: NodeJS.Timeout | undefined;
		const found = await new Promise<Returned | null>(resolve => {
			this.#done = resolve;
			timer = setInterval(() => this.#giveUp(jid), lookMs);
		});
		clearInterval(timer);
		return found;
	}

	#giveUp(jid: string): void {
		const job = this.#request.model.jobs.get(jid);
		if (job === undefined || stateOf(job) !== 'no response') return;
		this.#say(`${this.#request.resource.id} does not answer; job ${jid} may still return`);
		this.#done(null);
	}

	/** What the job cache has; null where that is nothing yet. */
	async #lookUp(): Promise<Returned | null> {
		const {api, resource, signal} = this.#request;
		const jid = this.#jid;
		if (jid === null) return null;
		try {
			const low = {client: 'runner', fun: 'jobs.list_job', jid};
			const found = cachedJobOf(jid, await api.read(low, 'Cannot read the job', signal))?.results?.get(
				resource.id,
			);
			return found === undefined ? null : {...found, minion: resource.id};
		} catch (error) {
			if (!signal.aborted) this.#say(messageOf(error));
			return null;
		}
	}

	async #show(returned: Returned): Promise<void> {
		// What was too big for the bus is whole in the job cache.
		const whole = returned.value === trimmed ? ((await this.#lookUp()) ?? returned) : returned;
		for (const {text} of returnLines(whole, new Set())) this.#say(text);
	}

	#say(text: string): void {
		this.#output(`${printable(text)}\r\n`);
	}
}

/** Opens a prompt that runs one command at a time on a minion, by `cmd.run`, and shows what it returns. */
export const openConsole = (request: ConsoleRequest): Shell => {
	const {model, resource, size, output, signal, history} = request;
	const console = new Console(request);
	let leave: (exitStatus: null) => void = () => undefined;
	const ended = new Promise<null>(resolve => {
		leave = resolve;
	}).finally(() => model.listeners.delete(console.listener));
	signal.addEventListener(
		'abort',
		() => {
			console.leave();
			leave(null);
		},
		{once: true},
	);
	const editor = new LineEditor(
		{
			prompt: `${printable(resource.id)}> `,
			history,
			write: text => output(Buffer.from(text)),
			entered: line => void console.take(line).then(question => editor.ready(question)),
			left: () => leave(null),
			interrupted: () => console.interrupt(),
		},
		size.columns,
	);
	model.listeners.add(console.listener);
	output(Buffer.from('Each line is a command for the minion; ctrl-d leaves too.\r\n'));
	editor.ready();
	return {write: bytes => editor.type(bytes), resize: columns => editor.resize(columns), ended};
};
