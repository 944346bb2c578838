import type {Resource} from '../../source/model/resource.js';
import type {
	PageProgress,
	WatchAdapter,
	WatchEvent,
	WatchStream,
} from '../../source/sources/follow/watch-adapter.js';
import {resource as resting} from '../state/rows.js';

/** A resource with nothing but what the follower looks at. */
export const resource = (id: string, state = 'running', kind = 'pod'): Resource =>
	resting({
		key: `s/c1/${kind}/${id}`,
		source: 's',
		family: 'rancher2',
		scope: 'c1',
		kind,
		id,
		name: id,
		state,
	});

/** One call of `open`: the test is the server. */
type Opening = {
	readonly kinds: ReadonlySet<string>;
	readonly emit: (event: WatchEvent) => void;
	readonly signal: AbortSignal;
	readonly accept: (more?: Partial<WatchStream>) => void;
	readonly refuse: (error: Error) => void;
	/** Ends the accepted stream. */
	readonly end: (error?: Error) => void;
};

/** One call of `list`. */
type ListCall = {
	readonly kinds: readonly string[];
	readonly signal: AbortSignal;
	readonly page: (...resources: Resource[]) => void;
	/** A page, with how far the listing is. */
	readonly progress: (progress: PageProgress, ...resources: Resource[]) => void;
	readonly finish: (revision?: string | null) => void;
	readonly fail: (error: Error) => void;
};

const openCall = (kinds: ReadonlySet<string>, emit: (event: WatchEvent) => void, signal: AbortSignal) => {
	let accept: (stream: WatchStream) => void = () => undefined;
	let refuse: (error: Error) => void = () => undefined;
	let end: (error: Error | null) => void = () => undefined;
	const ended = new Promise<Error | null>(resolve => {
		end = resolve;
	});
	const promise = new Promise<WatchStream>((resolve, reject) => {
		accept = resolve;
		refuse = reject;
	});
	const opening: Opening = {
		kinds,
		emit,
		signal,
		accept: more => accept({ended, ...more}),
		refuse,
		end: (error?: Error) => end(error ?? null),
	};
	return {promise, opening};
};

const listCall = (
	kinds: readonly string[],
	page: (resources: readonly Resource[], progress?: PageProgress) => void,
	signal: AbortSignal,
) => {
	let finish: (revision: string | null) => void = () => undefined;
	let fail: (error: Error) => void = () => undefined;
	const promise = new Promise<string | null>((resolve, reject) => {
		finish = resolve;
		fail = reject;
	});
	const call: ListCall = {
		kinds,
		signal,
		page: (...resources) => page(resources),
		progress: (progress, ...resources) => page(resources, progress),
		finish: (revision = null) => finish(revision),
		fail,
	};
	return {promise, call};
};

/** An adapter whose every answer is given by the test. */
export class FakeAdapter implements WatchAdapter {
	readonly openings: Opening[] = [];
	readonly lists: ListCall[] = [];
	/** All kinds are listed by one call. */
	grouped = false;

	/** The latest call of `open`. */
	get opening(): Opening {
		const latest = this.openings.at(-1);
		if (!latest) throw new Error('The stream has not been opened');
		return latest;
	}

	/** The latest call of `list` for this kind. */
	listing(kind = 'pod'): ListCall {
		const latest = this.lists.findLast(({kinds}) => kinds.includes(kind));
		if (!latest) throw new Error(`Nothing has listed ${kind}`);
		return latest;
	}

	readonly together = (kinds: readonly string[]) => (this.grouped ? [kinds] : kinds.map(kind => [kind]));

	readonly open: WatchAdapter['open'] = (kinds, emit, signal) => {
		const {promise, opening} = openCall(kinds, emit, signal);
		this.openings.push(opening);
		return promise;
	};

	readonly list: WatchAdapter['list'] = (kinds, page, signal) => {
		const {promise, call} = listCall(kinds, page, signal);
		this.lists.push(call);
		return promise;
	};
}
