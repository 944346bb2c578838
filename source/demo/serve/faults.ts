import type {Answer} from './answer.js';
import type {Copies, Peer} from './peer.js';
import type {DemoRequest, Match} from './request.js';

/** Holds answers back until released. */
type Gate = {
	/** Settles when the first request waits. */
	readonly reached: Promise<void>;
	readonly release: () => void;
};

/** Switches for what can go wrong between a client and a server. Without a match all peers are meant. */
export type Faults = {
	/** Answers matching requests (upgrades too) with `answer`, so many times or until the returned undo. */
	readonly refuse: (match: Match, answer: Answer, times?: number) => () => void;
	/** Changes the bodies of matching answers on their way, as a proxy may, until the returned undo. */
	readonly rewrite: (match: Match, change: (body: string) => string) => () => void;
	/**
	 * Holds matching answers. `before`: nothing is read before the release, nor a websocket opened; `after`: the
	 * answer (HTTP only) is made at once, and is stale when it arrives.
	 */
	readonly hold: (match: Match, when?: 'before' | 'after') => Gate;
	/** Ends open peers without a close frame (1006); returns how many. */
	readonly cut: (match?: Match) => number;
	/** Closes open peers cleanly, by default with 1000; returns how many. */
	readonly end: (code?: number, reason?: string, match?: Match) => number;
	/** Half-open: the peers open now stay connected and hear nothing more. The undo lets them hear again. */
	readonly silence: (match?: Match) => () => void;
	/** Sends a frame as it is to open peers; returns how many. */
	readonly inject: (frame: string | Uint8Array, match?: Match) => number;
	/** Loses the next so many events. */
	readonly drop: (count: number) => void;
	/** Sends the next so many events twice. */
	readonly duplicate: (count: number) => void;
	/** Stops listening and cuts everything. */
	readonly down: () => Promise<void>;
	/** Listens again, on the same port. */
	readonly up: () => Promise<void>;
};

type Hold = {readonly match: Match; readonly when: 'before' | 'after'; readonly wait: () => Promise<void>};
type Rewriting = {readonly match: Match; readonly change: (body: string) => string};
type Refusal = {readonly match: Match; readonly answer: Answer; times: number};

/** The state of the faults, which the server checks for each request. */
type FaultState = {
	readonly faults: Omit<Faults, 'down' | 'up'>;
	/** The answer to refuse with, if the request is to be refused; counts it. */
	readonly refusal: (request: DemoRequest) => Answer | undefined;
	/** The body as it is to be sent. */
	readonly rewritten: (request: DemoRequest, body: string) => string;
	readonly held: (request: DemoRequest, when: 'before' | 'after') => Promise<void>;
	readonly copies: Copies;
};

const everything: Match = () => true;

const createHolds = (): Pick<Faults, 'hold'> & Pick<FaultState, 'held'> => {
	const holds = new Set<Hold>();
	return {
		hold(match, when = 'before') {
			let reach: () => void = () => undefined;
			let open: () => void = () => undefined;
			const reached = new Promise<void>(resolve => {
				reach = resolve;
			});
			const opened = new Promise<void>(resolve => {
				open = resolve;
			});
			const hold: Hold = {
				match,
				when,
				wait() {
					reach();
					return opened;
				},
			};
			holds.add(hold);
			return {
				reached,
				release() {
					holds.delete(hold);
					open();
				},
			};
		},
		async held(request, when) {
			const waits = [...holds].filter(hold => hold.when === when && hold.match(request));
			await Promise.all(waits.map(hold => hold.wait()));
		},
	};
};

const createRefusals = (): Pick<Faults, 'refuse'> & Pick<FaultState, 'refusal'> => {
	const refusals = new Set<Refusal>();
	return {
		refuse(match, answer, times = Number.POSITIVE_INFINITY) {
			const refusal = {match, answer, times};
			refusals.add(refusal);
			return () => refusals.delete(refusal);
		},
		refusal(request) {
			const found = [...refusals].find(({match}) => match(request));
			if (!found) return undefined;
			found.times -= 1;
			if (found.times <= 0) refusals.delete(found);
			return found.answer;
		},
	};
};

const createRewritings = (): Pick<Faults, 'rewrite'> & Pick<FaultState, 'rewritten'> => {
	const rewritings = new Set<Rewriting>();
	return {
		rewrite(match, change) {
			const rewriting = {match, change};
			rewritings.add(rewriting);
			return () => rewritings.delete(rewriting);
		},
		rewritten: (request, body) =>
			[...rewritings].filter(({match}) => match(request)).reduce((text, {change}) => change(text), body),
	};
};

/** The switches of one server, over the peers that it has open. */
export const createFaults = (peers: ReadonlySet<Peer>): FaultState => {
	const {hold, held} = createHolds();
	const {refuse, refusal} = createRefusals();
	const {rewrite, rewritten} = createRewritings();
	let dropping = 0;
	let doubling = 0;
	const each = (match: Match, action: (peer: Peer) => void): number => {
		const matching = [...peers].filter(peer => match(peer.request));
		for (const peer of matching) action(peer);
		return matching.length;
	};

	return {
		faults: {
			refuse,
			rewrite,
			hold,
			cut: (match = everything) => each(match, peer => peer.cut()),
			end: (code = 1000, reason = '', match = everything) => each(match, peer => peer.close(code, reason)),
			silence(match = everything) {
				const silenced: Peer[] = [];
				each(match, peer => {
					silenced.push(peer);
					peer.silence(true);
				});
				return () => {
					for (const peer of silenced) peer.silence(false);
				};
			},
			inject: (frame, match = everything) => each(match, peer => peer.send(frame)),
			drop(count) {
				dropping += count;
			},
			duplicate(count) {
				doubling += count;
			},
		},
		refusal,
		rewritten,
		held,
		copies() {
			if (dropping > 0) {
				dropping -= 1;
				return 0;
			}

			if (doubling === 0) return 1;
			doubling -= 1;
			return 2;
		},
	};
};
