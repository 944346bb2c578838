import {messageOf, UnreachableError} from '../../../model/errors.js';
import {type Clock, wait} from '../../../transport/clock.js';
import {asObject, asText} from '../../requests/json-values.js';
import type {Api} from '../wire/api.js';
import {isNotAllowed} from '../wire/failure.js';
import {asTexts} from '../wire/frames.js';
import {untraced} from '../wire/internal.js';
import {isSince3008, wheelReturn} from '../wire/reply.js';
import type {Lag} from './lag.js';
import type {BusListener, Model} from './model.js';

/** What the pulse needs; delays in milliseconds. */
type PulseOptions = {
	readonly api: Api;
	readonly model: Model;
	readonly clock: Clock;
	readonly lag: Lag;
	readonly everyMs: number;
	/** The event of a call comes that soon after its reply, unless events are late. */
	readonly echoMs: number;
	readonly signal: AbortSignal;
};

// Since 3008 a call leaves a job in the job cache, and is made more rarely: after so many pulses.
const tracedSilence = 2;
const tracedPresence = 4;
/** Presence events come every `loop_interval`, which is 60 s unless set: with none for that many pulses there are none. */
const presencePulses = 3;

/** Listens for the events of calls, and for who is connected. */
const createEar = ({model, lag}: PulseOptions) => {
	const heard = new Set<string>();
	let expected: string | null = null;
	let found: () => void = () => undefined;
	const ear = {
		/** When the bus last said who is connected, epoch milliseconds. */
		presentAt: Number.NEGATIVE_INFINITY,
		/**
		 * Waits for the event of a call, whichever comes first, the event or the reply. While other events come the stream
		 * is alive, and the event is only as late as they are. False where nothing came for `echoMs`.
		 */
		async hears(jid: string, echoMs: number, signal: AbortSignal, clock: Clock): Promise<boolean> {
			const latest = clock.now() + lag.lateMs + echoMs;
			while (!heard.has(jid) && !signal.aborted) {
				const before = lag.count;
				const over = new AbortController();
				found = () => over.abort();
				expected = jid;
				await wait(echoMs, AbortSignal.any([over.signal, signal]), clock);
				expected = null;
				if (lag.count === before) break;
				if (clock.now() >= latest + lag.lateMs) return true;
			}

			return heard.has(jid);
		},
		forget: () => heard.clear(),
		stop: () => model.listeners.delete(listener),
	};
	const listener: BusListener = {
		event({tag}, meaning, _minion, at) {
			if (meaning.type === 'present') ear.presentAt = at;
			if (meaning.type !== 'call-return' || !tag.startsWith('salt/wheel/')) return;
			heard.add(meaning.returned.jid);
			if (meaning.returned.jid === expected) found();
		},
	};
	model.listeners.add(listener);
	return ear;
};

/** Decides when to call. Every event shows that the stream is alive, and presence events who is connected. */
const createNeed = ({clock, lag, everyMs}: PulseOptions, presentAt: () => number) => {
	let calledAt = Number.NEGATIVE_INFINITY;
	let isTraced = false;
	return {
		isDue(): boolean {
			const now = clock.now();
			const isSilent = lag.heardAt <= now - everyMs;
			if (!isSilent && presentAt() > now - presencePulses * everyMs) return false;
			return !isTraced || calledAt <= now - (isSilent ? tracedSilence : tracedPresence) * everyMs;
		},
		/** `reply` is that of a call: those of masters since 3008 have no stamp, and leave a job behind. */
		called(reply: unknown): void {
			calledAt = clock.now();
			isTraced = isSince3008(reply);
		},
	};
};

/**
 * Asks who is connected where nothing else says so, and listens for the event that every call makes: a silent stream has
 * no sign of life, and can be dead without an end (half-open TCP; a websocket after an event with bytes). Resolves with
 * why the stream is dead, or null where that cannot be said or on abort. Never rejects.
 */
export const runPulse = async (options: PulseOptions): Promise<Error | null> => {
	const {api, model, clock, everyMs, echoMs, signal} = options;
	const ear = createEar(options);
	const need = createNeed(options, () => ear.presentAt);
	const attempted = 'Cannot check the event stream';
	try {
		for (;;) {
			await wait(everyMs, signal, clock);
			if (signal.aborted) return null;
			if (!need.isDue()) continue;
			const reply = await api.run(untraced('minions.connected'), attempted, signal);
			need.called(reply);
			const connected = wheelReturn(reply);
			if (Array.isArray(connected)) model.roster.connected(asTexts(connected), 'tcp', clock.now());
			const jid = asText(asObject(asObject(reply).data).jid);
			if (jid !== null && !(await ear.hears(jid, echoMs, signal, clock)) && !signal.aborted) {
				const answer = `the stream is silent: a call was answered, and after ${echoMs / 1000} s its event has not come`;
				return new UnreachableError({attempted, target: api.url, answer});
			}

			ear.forget();
		}
	} catch (error) {
		if (signal.aborted || isNotAllowed(error)) return null;
		return error instanceof Error ? error : new Error(messageOf(error));
	} finally {
		ear.stop();
	}
};
