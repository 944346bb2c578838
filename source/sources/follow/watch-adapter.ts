import type {Resource, ResourceKey} from '../../model/resource.js';

/*
	The path of an event, in every family:

	frames    `<family>/wire/frames.ts` parses a message; `<family>/watch/` finds out what it is about
	rows      `<family>/rows/` makes a `Resource` of an object; `WatchAdapter.open` and `.list` pass it on
	follow    `reflect` here adds gaps and status (`list-watch.ts`, `listing.ts`); one file of the family merges its
	          scopes with `combineStatus` and `KnownKinds` (such as `rancher2/watch/cluster-statuses.ts`)
	redact    `redacted.ts`, around every source: without secrets
	bound     `runtime/watch.ts`: nothing after the end of the watch, no endless texts, and the source's own commands
	write     `program/open-sources.ts`: to the log and the recording
	show      `runtime/store.ts` or a report of `output`

	`KnownKinds` knows which kinds a source has, `Listing` which of them are listed or missing, and `ListingOrder`
	which are listed first.
*/

/**
 * An event of a stream, in the server's order. Each counts as a sign of life, unless it is `asked`: the answer to a
 * question beside the stream, or a row that is reported again, which come from a stream that is dead as well.
 */
export type WatchEvent =
	/** Added or changed. Kinds that nobody wants are dropped. `skipped`: as in `SourceEvent`. */
	| {
			readonly type: 'changed';
			readonly resource: Resource;
			readonly skipped?: number;
			readonly settles?: boolean;
			/** It was looked up, and found so as a listing finds it: when it became so is not known. */
			readonly lookedUp?: true;
			readonly asked?: true;
	  }
	/**
	 * `resource`: its final version, if the server sent one. `skipped`: as in `SourceEvent`. `quiet`: one of too
	 * many, dropped without notice.
	 */
	| {
			readonly type: 'removed';
			readonly key: ResourceKey;
			readonly resource?: Resource;
			readonly skipped?: number;
			readonly quiet?: true;
			readonly asked?: true;
	  }
	/**
	 * `relay`: from a server that forwards what another one reports. The stream is open, but that does not prove the
	 * rows true.
	 */
	| {readonly type: 'heartbeat'; readonly relay?: true}
	/** Something that the protocol does not allow; the stream goes on. `lacking`: as in `SourceEvent`. */
	| {
			readonly type: 'fault';
			readonly message: string;
			readonly lacking?: string;
			readonly asked?: true;
	  }
	/**
	 * The stream goes on, but has missed changes of these kinds: they are listed again and followed from there.
	 * `unheardMs`: for how long it may have missed them already, whatever else it reported meanwhile; 0 if omitted.
	 */
	| {
			readonly type: 'lost';
			readonly kinds: readonly string[];
			readonly message: string;
			readonly unheardMs?: number;
	  }
	/** The stream reports nothing of these kinds at the moment: they are to be listed again, which is not a gap. */
	| {readonly type: 'due'; readonly kinds: readonly string[]}
	/** From now on kinds are `due` again and again, for this reason; null: no longer. */
	| {readonly type: 'polling'; readonly reason: string | null};

/** Whether an event proves that until then the stream missed nothing. */
export const provesRows = (event: WatchEvent): boolean =>
	event.type === 'heartbeat'
		? !event.relay
		: (event.type === 'changed' || event.type === 'removed' || event.type === 'fault') && !event.asked;

/** An open stream. It ends when the signal that it was opened with aborts. */
export type WatchStream = {
	/**
	 * Resolves when the stream is over: with null for an end that is normal for this server (close code
	 * 1006 of a Rancher socket), else with the reason; `RefusedError` waits for a person. Never rejects.
	 */
	readonly ended: Promise<Error | null>;
	/** Only where a server holds back what it reports: how late the last came, milliseconds. Gaps begin so much earlier. */
	readonly behindMs?: () => number;
	/**
	 * Only where changes cannot be followed, but lists may work all the same: why. Everything is listed once, so
	 * that there are rows to show; then the stream counts as broken for this reason.
	 */
	readonly unfollowed?: Error;
	/**
	 * Only where nothing is watched before it has been listed (Steve): watches these kinds from the
	 * revision that their listing gave; null where it gave none. Called again after `lost`.
	 */
	readonly follow?: (kinds: readonly string[], revision: string | null) => void;
	/**
	 * Only where a stream covers just the kinds that it was opened with (Norman): watches these too.
	 * Called before they are listed.
	 */
	readonly add?: (kinds: readonly string[], signal: AbortSignal) => Promise<void>;
};

/** How far a listing is: objects listed, of so many that the server says there are. */
export type PageProgress = {readonly count: number; readonly total: number};

/** What a family of servers brings to `reflect`: how one scope of a server is watched and listed. */
export type WatchAdapter = {
	/**
	 * Opens the stream; where there is no `follow`, resolves as soon as nothing can be missed any more.
	 * `kinds` is a live set: kinds that are shown later appear in it. Rejects with the errors of
	 * `model/errors.ts`; `RefusedError` waits for a person, anything else is tried again.
	 */
	readonly open: (
		kinds: ReadonlySet<string>,
		emit: (event: WatchEvent) => void,
		signal: AbortSignal,
	) => Promise<WatchStream>;
	/**
	 * Lists all resources of these kinds, giving each page as it comes, and returns the revision to watch
	 * from (null where there is none). `RefusedError` only where the credentials themselves were refused;
	 * a kind that may not be listed is a `ServerError`.
	 */
	readonly list: (
		kinds: readonly string[],
		page: (resources: readonly Resource[], progress?: PageProgress) => void,
		signal: AbortSignal,
	) => Promise<string | null>;
	/** Which kinds are listed by one call of `list`; each by its own if omitted. */
	readonly together?: (kinds: readonly string[]) => readonly (readonly string[])[];
};
