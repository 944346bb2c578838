import {messageOf, retryAfterOf, ServerError} from '../../../model/errors.js';
import type {Clock} from '../../../transport/clock.js';
import type {WatchAdapter, WatchEvent, WatchStream} from '../../follow/watch-adapter.js';
import type {BusEvent} from '../wire/frames.js';
import type {EventStream, StreamListener} from '../wire/stream.js';
import {runInquiries} from './inquiry.js';
import {Lag} from './lag.js';
import {jobKinds, type Lister, peopleKinds} from './listing.js';
import type {Model} from './model.js';
import {Opener, type OpenerOptions, type OpenStream} from './opener.js';
import {runPulse} from './pulse.js';
import {runRefreshes} from './refresh.js';

/** How often things are done, milliseconds. */
export type Timings = {
	/** Between two checks of who is connected, which also show that the stream is alive. */
	readonly pulseMs: number;
	/** A call's event arrives this soon after its reply. */
	readonly echoMs: number;
	/** After that long without news of a job its minions are asked about it. */
	readonly overdueMs: number;
	/** A minion that does not confirm within this time that it works on a job does not work on it. */
	readonly answerMs: number;
	/** A session that ends sooner than this did not expire. */
	readonly shortMs: number;
	/** The least time between two readings of refreshed grains. */
	readonly refreshMs: number;
};

/** What following a master needs. */
type BusWatchOptions = OpenerOptions & {
	readonly model: Model;
	readonly lister: Lister;
	readonly clock: Clock;
	readonly timings: Timings;
};

/** The least time between two heartbeats. */
const signMs = 1000;

/** Feeds events to the model, reports heartbeats, and notes when events are late. */
const createListener = (
	{model, clock, notices}: BusWatchOptions,
	emit: (event: WatchEvent) => void,
	lag: Lag,
): StreamListener => {
	let signAt = 0;
	return {
		onEvent(event: BusEvent) {
			const at = clock.now();
			lag.heard(event.stamp, at);
			notices.note('lag', lag.text);
			model.apply(event, at);
			if (at - signAt < signMs) return;
			signAt = at;
			model.rows.masterChanged();
			emit({type: 'heartbeat'});
		},
		onFault: message => emit({type: 'fault', message}),
	};
};

/** Resolves with `due` a minute before the session expires, or never where nobody knows when. */
const untilRenewal = (options: BusWatchOptions, stream: EventStream, signal: AbortSignal): Promise<'due'> =>
	new Promise(resolve => {
		const {api, clock} = options;
		const dueMs = api.login.renewAt(stream.session) - clock.now();
		const cancel = clock.after(Math.max(0, dueMs), () => resolve('due'));
		signal.addEventListener('abort', cancel, {once: true});
	});

/** Withdraws the notice of a short session once this one has lasted longer. */
const trustLater = (
	{clock, notices, timings}: BusWatchOptions,
	{session}: EventStream,
	signal: AbortSignal,
): void => {
	const leftMs = session.since + timings.shortMs - clock.now();
	const cancel = clock.after(Math.max(0, leftMs), () => notices.note('session', null));
	signal.addEventListener('abort', cancel, {once: true});
};

/** What the end of a stream means for the session and for the next try. */
const concluded = async (
	{api, clock, notices, timings}: BusWatchOptions,
	stream: OpenStream,
	error: Error | null,
	opener: Opener,
): Promise<Error | null> => {
	if (error !== null) {
		opener.broken(stream, error);
		return error;
	}

	// salt-api ends a stream cleanly when its session is dead.
	const livedMs = clock.now() - stream.session.since;
	if (livedMs < timings.shortMs) {
		const text = `the last session lasted ${Math.round(livedMs / 1000)} s: token_expire is short, or this is Salt 3008.0 or 3008.1, which delete tokens after a minute`;
		notices.note('session', text);
	}

	try {
		await api.login.drop(stream.session);
		return null;
	} catch (refused) {
		return refused instanceof Error ? refused : new Error(messageOf(refused));
	}
};

/** Where a proxy, say, lets nobody to the events, lists work all the same. Rethrows any other error. */
const unfollowedBy = (error: unknown): WatchStream => {
	if (!(error instanceof ServerError) || error.status >= 500 || retryAfterOf(error) > 0) throw error;
	return {ended: new Promise(() => undefined), unfollowed: error};
};

/** What `reflect` needs to follow a master: its bus as the stream, and what it can be asked as the listing. */
export const createBusWatch = (options: BusWatchOptions): WatchAdapter => {
	const {api, model, lister, clock, timings} = options;
	const opener = new Opener(options);

	const run = async (
		stream: OpenStream,
		over: AbortController,
		emit: (event: WatchEvent) => void,
		lag: Lag,
	): Promise<Error | null> => {
		const {signal} = over;
		const onFault = (message: string): void => emit({type: 'fault', message});
		const shared = {api, model, clock, signal, lag, onFault};
		const read = (jid: string): Promise<unknown> => lister.read(jid, signal);
		const readBatches = (): Promise<unknown> => lister.readBatches(signal);
		const {overdueMs, answerMs} = timings;
		const hasCaughtUp = (): boolean => lister.hasCaughtUp;
		void runInquiries({...shared, overdueMs, answerMs, read, readBatches, hasCaughtUp});
		const refresh = (ids: readonly string[]): Promise<void> => lister.refreshGrains(ids, signal);
		void runRefreshes({...shared, everyMs: timings.refreshMs, refresh});
		trustLater(options, stream, signal);
		const pulse = runPulse({...shared, everyMs: timings.pulseMs, echoMs: timings.echoMs});
		const ended = await Promise.race([
			stream.ended,
			untilRenewal(options, stream, signal),
			// Where the pulse cannot say, the end of the stream decides.
			pulse.then(error => error ?? stream.ended),
		]);
		if (signal.aborted) return null;
		over.abort();
		// Too rare for a second stream beside the first: what happens in between is listed.
		if (ended === 'due') {
			await api.login.drop(stream.session);
			return new Error('the session is replaced before it expires; connecting again');
		}

		return concluded(options, stream, ended, opener);
	};

	return {
		together: kinds => {
			const groups = [peopleKinds, jobKinds].map(group => kinds.filter(kind => group.includes(kind)));
			const others = kinds.filter(kind => !groups.flat().includes(kind)).map(kind => [kind]);
			return [...groups.filter(group => group.length > 0), ...others];
		},
		async open(_kinds, emit, signal): Promise<WatchStream> {
			model.rows.emitter.to(emit);
			const over = new AbortController();
			signal.addEventListener('abort', () => over.abort(), {once: true});
			if (api.sessionless) return {ended: new Promise(() => undefined)};
			model.roster.followed(clock.now());
			lister.missed();
			const lag = new Lag();
			const listener = createListener(options, emit, lag);
			const stream = await opener.open(listener, over.signal).catch(unfollowedBy);
			if (!('session' in stream)) return stream;
			for (const listener of model.listeners) listener.opened?.();
			const ended = run(stream, over, emit, lag).then(error => {
				for (const listener of model.listeners) listener.closed?.(error?.message ?? 'the session ended');
				return error;
			});
			return {ended, behindMs: () => lag.lateMs};
		},
		async list(kinds, page, signal) {
			await lister.list(kinds, page, signal);
			return null;
		},
	};
};
