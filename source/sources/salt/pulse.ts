import {messageOf, UnreachableError} from '../../model/errors.ts';
import {type Clock, wait} from '../../transport/clock.ts';
import {type Api, isNotAllowed} from './api.ts';
import {fieldsOf, textOf, textsOf} from './frames.ts';
import {wheelReturn} from './listing.ts';
import type {BusListener, Model} from './model.ts';

/** What the pulse needs; delays in milliseconds. */
export type PulseOptions = {
	readonly api: Api;
	readonly model: Model;
	readonly clock: Clock;
	readonly everyMs: number;
	/** The bus is to tell of a call within that time after its reply. */
	readonly echoMs: number;
	readonly signal: AbortSignal;
};

/** Waits for the event of a call, whichever comes first, the event or the reply. */
const createEcho = (model: Model) => {
	const heard = new Set<string>();
	let expected: string | null = null;
	let found: () => void = () => undefined;
	const listener: BusListener = {
		event({tag}, meaning) {
			if (meaning.type !== 'call-return' || !tag.startsWith('salt/wheel/')) return;
			heard.add(meaning.returned.jid);
			if (meaning.returned.jid === expected) found();
		},
	};
	model.listeners.add(listener);
	return {
		/** True as soon as the event of this call was heard, false after `echoMs`. */
		async hears(jid: string, echoMs: number, signal: AbortSignal, clock: Clock): Promise<boolean> {
			if (heard.has(jid)) return true;
			const over = new AbortController();
			found = () => over.abort();
			expected = jid;
			await wait(echoMs, AbortSignal.any([over.signal, signal]), clock);
			expected = null;
			return heard.has(jid);
		},
		forget: () => heard.clear(),
		stop: () => model.listeners.delete(listener),
	};
};

/**
 * Asks every so often which minions are connected, and listens for the event that every call makes: the stream itself
 * has no sign of life, and can be dead without an end (half-open TCP; a websocket after an event with bytes). Resolves
 * with why the stream is no good any more, or null where that cannot be told or on abort. Never rejects.
 */
export const runPulse = async (options: PulseOptions): Promise<Error | null> => {
	const {api, model, clock, everyMs, echoMs, signal} = options;
	const echo = createEcho(model);
	const attempted = 'Cannot check the event stream';
	try {
		for (;;) {
			await wait(everyMs, signal, clock);
			if (signal.aborted) return null;
			const reply = await api.run({client: 'wheel', fun: 'minions.connected'}, attempted, signal);
			const connected = wheelReturn(reply);
			if (Array.isArray(connected)) model.roster.connected(textsOf(connected), 'tcp', clock.now());
			const jid = textOf(fieldsOf(fieldsOf(reply).data).jid);
			if (jid !== null && !(await echo.hears(jid, echoMs, signal, clock)) && !signal.aborted) {
				const answer = `the stream is silent: a call was answered, and after ${echoMs / 1000} s its event has not come`;
				return new UnreachableError({attempted, target: api.url, answer});
			}

			echo.forget();
		}
	} catch (error) {
		if (signal.aborted || isNotAllowed(error)) return null;
		return error instanceof Error ? error : new Error(messageOf(error));
	} finally {
		echo.stop();
	}
};
