import type {Answer} from '../../source/demo/serve/answer.js';
import type {DemoServer, Match} from '../../source/demo/serve/serve.js';
import type {LogEvent} from '../../source/model/log.js';
import type {Resource, ResourceKey} from '../../source/model/resource.js';
import type {Source, SourceEvent} from '../../source/model/source.js';
import type {Credentials, SourceConfig} from '../../source/model/source-config.js';

/**
 * One family's server with something to watch on it, and what the contract needs to do to it. A new one for each
 * test. Delays of the server and of the source are short.
 */
export type Arena = {
	readonly server: Pick<DemoServer, 'faults' | 'peers' | 'received' | 'close'>;
	/** With credentials that are good. */
	readonly config: SourceConfig;
	readonly open: (config: SourceConfig) => Source;
	/** A source that soon gives up a silent stream: on a busy machine also one that is well. */
	readonly openImpatient: (config: SourceConfig) => Source;
	/** Credentials that the server does not know. */
	readonly wrongCredentials: Credentials;
	/** What must never be seen outside: the secret parts of all credentials. */
	readonly secrets: readonly string[];
	/** Which requests open the stream of changes, and which list `kind`. */
	readonly isStream: Match;
	readonly isListing: Match;
	/** A row that is there from the start. */
	readonly subject: ResourceKey;
	readonly kind: string;
	/** A kind that is not followed until it is shown, of which there is a row. */
	readonly otherKind: string;
	/** Changes the subject so that its row shows the mark: in its message, its name, a cell. */
	readonly mark: (mark: string) => void;
	readonly markOf: (resource: Resource) => string;
	/** Makes a new resource of `kind`. */
	readonly add: () => ResourceKey;
	/** Takes it out of the server, telling whoever listens. */
	readonly remove: (key: ResourceKey) => void;
	/** A list of `kind` that lacks rows by its own count; null where lists have none. */
	readonly cutList: Answer | null;
	/** Frames that the protocol does not allow. */
	readonly malformed: readonly (string | Uint8Array)[];
	/** A frame that reports the subject as it was with an earlier mark; null where the protocol has no old frames. */
	readonly stale: ((mark: string) => string) | null;
	/** The credentials are not taken from now on; the undo makes them good again. */
	readonly expire: () => () => void;
	/** An action on the subject, and how its row looks once that is over. */
	readonly action: {
		readonly name: string;
		readonly input: Readonly<Record<string, unknown>>;
		readonly isDone: (resource: Resource) => boolean;
	};
	/** The server refuses actions on the subject from now on; what the error must say. */
	readonly refuse: () => RegExp;
	/** A log: the row that it is of, the subject if omitted; a line written now, and which peers carry it. */
	readonly log: {
		readonly of?: ResourceKey;
		readonly write: (text: string) => void;
		readonly isStream: Match;
	} | null;
};

/** A list without any of the seven rows that it counts, in the words of each Rancher. */
export const cutList: Answer = {
	status: 200,
	headers: {'content-type': 'application/json'},
	body: JSON.stringify({
		type: 'collection',
		revision: '500',
		count: 7,
		pagination: {limit: 1000, total: 7, partial: false, next: null},
		data: [],
	}),
};

/** A list that counts one row more than it has, unless it has none, in the words of each Rancher. */
export const miscounted = (body: string): string => {
	const {data, pagination, ...rest} = JSON.parse(body);
	const total = data.length === 0 ? 0 : data.length + 1;
	return JSON.stringify({...rest, count: total, pagination: {...pagination, total}, data});
};

/** A list in which two more entries are not resources, in the words of each Rancher. */
export const withOddEntries = (body: string): string => {
	const {data, pagination, ...rest} = JSON.parse(body);
	const odd = [...data, {name: 'odd'}, 7];
	return JSON.stringify({
		...rest,
		count: odd.length,
		pagination: {...pagination, total: odd.length},
		data: odd,
	});
};

/** What a source emitted, as the grid would show it. */
export class Observed {
	readonly events: SourceEvent[] = [];
	readonly rows = new Map<ResourceKey, Resource>();
	readonly done: Promise<void>;
	readonly #abort = new AbortController();

	constructor(source: Source) {
		this.done = source.watch(event => this.#take(event), this.#abort.signal);
	}

	/** The last status of the source as a whole. */
	get status(): string {
		return this.of('status').findLast(({scope}) => scope === '')?.status ?? '';
	}

	/** Why, in the words of the last status. */
	get message(): string {
		return this.of('status').findLast(({scope}) => scope === '')?.message ?? '';
	}

	of<Type extends SourceEvent['type']>(type: Type): readonly Extract<SourceEvent, {type: Type}>[] {
		return this.events.filter((event): event is Extract<SourceEvent, {type: Type}> => event.type === type);
	}

	stop(): Promise<void> {
		this.#abort.abort();
		return this.done;
	}

	#take(event: SourceEvent): void {
		this.events.push(event);
		if (event.type === 'changed') this.rows.set(event.resource.key, event.resource);
		if (event.type === 'removed') this.rows.delete(event.key);
		if (event.type !== 'listed') return;
		for (const [key, {kind, scope}] of this.rows) {
			if (scope === event.scope && event.kinds.includes(kind) && !event.keys.has(key)) this.rows.delete(key);
		}
	}
}

/** What a log emitted. */
export class ObservedLog {
	readonly events: LogEvent[] = [];
	readonly done: Promise<void>;
	readonly #abort = new AbortController();

	constructor(source: Source, resource: Resource, lines = 10) {
		const options = {lines, sinceSeconds: null, previous: false, container: null};
		this.done = source.logs(resource, options, event => this.events.push(event), this.#abort.signal);
	}

	get texts(): readonly string[] {
		return this.events.flatMap(event => (event.type === 'line' ? [event.line.text] : []));
	}

	get isLive(): boolean {
		return this.events.findLast(({type}) => type === 'live' || type === 'stopped')?.type === 'live';
	}

	stop(): Promise<void> {
		this.#abort.abort();
		return this.done;
	}
}
