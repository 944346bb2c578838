import {messageOf} from '../../../model/errors.js';
import {printable} from '../../../model/printable.js';
import type {Shell} from '../../../model/source.js';
import type {ShellOptions} from '../../streams/shell.js';
import {jidOf, minionLow} from '../act/lows.js';
import {stateOf} from '../jobs/job.js';
import {cachedJobOf} from '../jobs/job-cache.js';
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
};

// How often it is looked whether the minion was given up.
const lookMs = 1000;

/** Runs the commands of one minion, one at a time. */
class Console {
	readonly #request: ConsoleRequest;
	readonly #output: (text: string) => void;
	/** Returns of the minion by job, while a command runs: one may come before the answer that names its job. */
	#returned: Map<string, Returned> | null = null;
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
			this.#returned?.set(returned.jid, returned);
			if (returned.jid === this.#jid) this.#done(returned);
		},
		opened: () => void this.#lookUp().then(returned => returned && this.#done(returned)),
	};

	/** Runs a command and shows what it returns. Never rejects. */
	async run(command: string): Promise<void> {
		const {api, resource, mark, signal} = this.#request;
		const returned = new Map<string, Returned>();
		this.#returned = returned;
		let timer: NodeJS.Timeout | undefined;
		try {
			const low = minionLow('cmd.run', {cmd: command}, [resource.id], mark);
			this.#jid = jidOf(await api.run(low, `Cannot run a command on ${resource.id}`, signal));
			if (this.#jid === null) throw new Error('its key is not accepted');
			const jid = this.#jid;
			const found = await new Promise<Returned | null>(resolve => {
				this.#done = resolve;
				const early = returned.get(jid);
				if (early) resolve(early);
				timer = setInterval(() => this.#giveUp(jid), lookMs);
			});
			await this.#show(found);
		} catch (error) {
			if (!signal.aborted) this.#say(messageOf(error));
		} finally {
			clearInterval(timer);
			this.#jid = null;
			this.#returned = null;
		}
	}

	/** Waits no longer: the command itself goes on. */
	interrupt(): void {
		if (this.#jid !== null) this.#output(`^C\r\njob ${this.#jid} goes on\r\n`);
		this.#done(null);
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

	async #show(returned: Returned | null): Promise<void> {
		if (returned === null) return;
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
	signal.addEventListener('abort', () => leave(null), {once: true});
	const editor = new LineEditor(
		{
			prompt: `${printable(resource.id)}> `,
			history,
			write: text => output(Buffer.from(text)),
			entered: line => void console.run(line).then(() => editor.ready()),
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
