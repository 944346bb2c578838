import {UnreachableError} from '../../../../model/errors.js';
import type {Socket, SocketEnd} from '../../../../transport/websocket.js';
import type {DriverOptions} from '../../watch/driver.js';

// A Rancher socket sends no close frame: 1006 is its normal end (apiserver pkg/subscribe/handler.go).
const endOf = ({by, code, detail}: SocketEnd, target: string): Error | null =>
	by === 'silence' || (by === 'peer' && ![1000, 1001, 1006].includes(code))
		? new UnreachableError({attempted: 'Cannot follow changes', target, answer: detail})
		: null;

/** A socket that is open, with how it ends; or why it could not be opened. */
type Outcome = {readonly ended: Promise<Error | null>} | {readonly error: unknown};

/** The socket by which one Steve reports changes. */
export class SteveSocket {
	onFrame: (text: string) => void = () => undefined;
	readonly #options: Pick<DriverOptions, 'api' | 'timing'>;
	readonly #base: string;
	readonly #signal: AbortSignal;
	#socket: Socket | null = null;
	#opening: Promise<Outcome> | null = null;

	/**
	 * @param base path of the Steve
	 * @param signal ends it
	 */
	constructor(options: Pick<DriverOptions, 'api' | 'timing'>, base: string, signal: AbortSignal) {
		this.#options = options;
		this.#base = base;
		this.#signal = signal;
	}

	/** Opens it, if that was not begun before. Never rejects. */
	open(): Promise<Outcome> {
		this.#opening ??= this.#open().catch((error: unknown) => ({error}));
		return this.#opening;
	}

	/** Sends a request to watch something. */
	send(frame: Readonly<Record<string, unknown>>): void {
		this.#socket?.send(JSON.stringify(frame));
	}

	async #open(): Promise<Outcome> {
		const {api, timing} = this.#options;
		const socket = await api.socket({
			url: `${this.#base}/subscribe`,
			attempted: 'Cannot follow changes',
			silenceMs: timing.steveSilenceMs,
			signal: this.#signal,
			onFrame: text => this.onFrame(text),
		});
		this.#socket = socket;
		return {ended: socket.ended.then(end => endOf(end, api.url))};
	}
}
