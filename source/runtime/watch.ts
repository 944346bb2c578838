import {boundedEvent} from '../model/bounded.js';
import {messageOf} from '../model/errors.js';
import type {Source, SourceEvent} from '../model/source.js';

/** A source, and with it the words for `:`, is known once it reports its kinds. */
const withCommands = (event: SourceEvent, source: Source): SourceEvent => {
	if (event.type !== 'kinds') return event;
	const {commands, harmless, ordinary, pages} = source;
	return commands || pages
		? {
				...event,
				commands: commands ?? {},
				harmless: harmless ?? {},
				ordinary: ordinary ?? {},
				pages: pages ?? {},
			}
		: event;
};

/** The watched sources, by name; each can be turned off and on again. */
export type Watched = {
	readonly get: (name: string) => Source | undefined;
	readonly all: () => Iterable<Source>;
	/** Ends the watch of a source, or starts it again. */
	readonly enable: (name: string, enabled: boolean) => void;
	/** Sets the kinds in view, for every source, including those turned on later. */
	readonly show: (kinds: readonly string[]) => void;
	/** Sets the kinds of which figures are in view, as `show`. */
	readonly measure: (kinds: readonly string[], seldom?: readonly string[]) => void;
	/** Ends all watches; resolves when all their handles are closed. */
	readonly close: () => Promise<void>;
};

/** A source that is opened when it is first watched. */
type Openable = Pick<Source, 'name'> & {readonly open: () => Promise<Source>};

/**
 * Watches every source and passes on its events until it is turned off or everything is closed. What is shown and
 * measured until a source is open counts for it, too.
 *
 * @param all the sources, in the order in which they are shown
 * @param emit receives their events, none before this returns
 */
export const watchSources = (all: readonly Openable[], emit: (event: SourceEvent) => void): Watched => {
	const sources = new Map<string, Source>();
	const running = new Map<string, {readonly abort: AbortController; readonly done: Promise<void>}>();
	let shown: readonly string[] = [];
	let measured: Parameters<Watched['measure']> = [[]];

	const opened = async ({name, open}: Openable): Promise<Source> => {
		const source = sources.get(name) ?? (await open());
		sources.set(name, source);
		if (shown.length > 0) source.show(shown);
		if (measured[0].length > 0) source.measure?.(...measured);
		return source;
	};

	const start = (one: Openable, after: Promise<void>) => {
		const abort = new AbortController();
		const {signal} = abort;
		let ended = false;
		signal.addEventListener('abort', () => {
			ended = true;
		});
		const emitBounded = (event: SourceEvent) => {
			// A late event of an ended watch must not bring rows back.
			if (!ended) emit(boundedEvent(event));
		};
		const watch = async () => {
			if (signal.aborted) return;
			const source = await opened(one);
			if (!signal.aborted) await source.watch(event => emitBounded(withCommands(event, source)), signal);
		};
		// A source that is turned on again waits until its previous watch has closed everything.
		const done = after
			.then(watch)
			// Sources must not throw; if one does, the others go on.
			.catch((error: unknown) => {
				const message = `the watch has ended by a fault of rwatch itself: ${messageOf(error)}`;
				emitBounded({
					type: 'status',
					source: one.name,
					scope: '',
					at: Date.now(),
					status: 'failed',
					message,
					retryAt: null,
				});
			});
		running.set(one.name, {abort, done});
	};

	for (const one of all) start(one, Promise.resolve());

	return {
		get: name => sources.get(name),
		all: () => all.flatMap(({name}) => sources.get(name) ?? []),
		enable(name, enabled) {
			const one = all.find(source => source.name === name);
			const current = running.get(name);
			if (!one || !current || enabled !== current.abort.signal.aborted) return;
			if (enabled) start(one, current.done);
			else current.abort.abort();
		},
		show(kinds) {
			shown = kinds;
			for (const source of sources.values()) source.show(kinds);
		},
		measure(...asked) {
			measured = asked;
			for (const source of sources.values()) source.measure?.(...asked);
		},
		async close() {
			for (const {abort} of running.values()) abort.abort();
			await Promise.all([...running.values()].map(({done}) => done));
		},
	};
};
