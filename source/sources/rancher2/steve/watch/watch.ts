import {messageOf, StartingError} from '../../../../model/errors.js';
import type {Resource, ResourceKey} from '../../../../model/resource.js';
import {ListFaults} from '../../../follow/list-faults.js';
import type {PageProgress, WatchAdapter, WatchEvent, WatchStream} from '../../../follow/watch-adapter.js';
import {type DriverOptions, NotHereError} from '../../watch/driver.js';
import {unfollowedBy} from '../../watch/unfollowed.js';
import {type Catalogue, catalogueOf, type SteveType} from '../rows/catalogue.js';
import {hiddenError} from '../rows/hidden.js';
import {fieldsFor} from '../rows/row-fields.js';
import {keyOf} from '../rows/to-resource.js';
import {readSchemas} from '../wire/api.js';
import {listAll} from '../wire/listing.js';
import {EarlyPage} from './early-page.js';
import {KindsSeen} from './kinds-seen.js';
import {KnownRows} from './known-rows.js';
import {Readiness} from './readiness.js';
import {SteveSocket} from './socket.js';
import {StaleEntries} from './stale-entries.js';
import {SteveStream} from './stream.js';

type Emit = (event: WatchEvent) => void;
type Page = (resources: readonly Resource[], progress?: PageProgress) => void;

/** What the rows of a kind are listed from. */
const typeOf = (catalogue: Catalogue, kind: string): SteveType | undefined =>
	catalogue.byKind.get(kind === 'container' ? 'pod' : kind);

/** The containers come and go with the pods. */
const seenAs = (kind: string): string => (kind === 'container' ? 'pod' : kind);

const empty: Catalogue = {kinds: [], byKind: new Map(), bySchema: new Map()};

/** Follows one scope by a Steve: list each kind, then watch it from the revision of its listing. */
export class SteveWatch implements WatchAdapter {
	readonly #options: DriverOptions;
	readonly #base: string;
	readonly #rows: KnownRows;
	readonly #stale: StaleEntries;
	readonly #listFaults = new ListFaults();
	readonly #kindsSeen: KindsSeen;
	readonly #readiness: Readiness;
	#catalogue: Catalogue = empty;
	#isFirst = true;
	#early: EarlyPage | null = null;
	#emit: Emit = () => undefined;

	/** @param base path of the Steve: `/v1`, `/k8s/clusters/c-x/v1` */
	constructor(options: DriverOptions, base: string) {
		this.#options = options;
		this.#base = base;
		this.#rows = new KnownRows(options);
		const {api, timing} = options;
		this.#kindsSeen = new KindsSeen(timing.absentMs);
		this.#readiness = new Readiness(new URL(`${base}/schemas`, api.url).href, timing.startingMs);
		this.#stale = new StaleEntries({
			driver: options,
			base,
			rows: this.#rows,
			catalogue: () => this.#catalogue,
			emit: event => this.#emit(event),
		});
	}

	/** What can be listed, as the last look at the schemas says. */
	get catalogue(): Catalogue {
		return this.#catalogue;
	}

	async open(kinds: ReadonlySet<string>, emit: Emit, signal: AbortSignal): Promise<WatchStream> {
		const over = new AbortController();
		const socket = new SteveSocket(this.#options, this.#base, AbortSignal.any([signal, over.signal]));
		try {
			this.#early = new EarlyPage(this.#options, this.#base);
			// The first time in parallel with the schemas: two round trips less before the first row.
			if (this.#isFirst && this.#options.isLetIn()) {
				socket.open();
				this.#early.ask(signal);
			}

			this.#isFirst = false;
			await this.#readSchemas(signal);
			this.#emit = emit;
			this.#listFaults.emit = emit;
			const {scope} = this.#options;
			if (scope.project !== null && scope.cluster !== null) await this.#readProject(signal);
			return await this.#streamBy(socket, kinds, over);
		} catch (error) {
			over.abort();
			throw error;
		}
	}

	async list(kinds: readonly string[], page: Page, signal: AbortSignal): Promise<string | null> {
		let revision: string | null = null;
		for (const kind of kinds) {
			const type = typeOf(this.#catalogue, kind) ?? (await this.#lookAgain(kind, signal));
			if (type) revision = await this.#list(type, page, kind === 'container', signal);
			else this.#miss(kind);
		}

		return revision;
	}

	async #streamBy(
		socket: SteveSocket,
		kinds: ReadonlySet<string>,
		over: AbortController,
	): Promise<WatchStream> {
		const outcome = await socket.open();
		if ('error' in outcome) return unfollowedBy(outcome.error);
		const ended = outcome.ended.then(end => {
			over.abort();
			return end;
		});
		const stream = this.#streamOn(socket, kinds, over.signal);
		stream.begin();
		this.#stale.follow(kinds, over.signal);
		this.#rows.follow(this.#emit, over.signal);
		return {ended, follow: (which, revision) => stream.follow(which, revision)};
	}

	#streamOn(socket: SteveSocket, kinds: ReadonlySet<string>, signal: AbortSignal): SteveStream {
		const stream: SteveStream = new SteveStream({
			driver: this.#options,
			rows: this.#rows,
			stale: this.#stale,
			catalogue: () => this.#catalogue,
			kinds,
			emit: this.#emit,
			send: frame => socket.send(frame),
			onSchemas: () => void this.#renew(stream, kinds, signal),
			list: (type, page, aborted) => this.#list(type, page, false, aborted),
			signal,
		});
		socket.onFrame = text => stream.hear(text);
		return stream;
	}

	/** A kind that was there before may be one that a server shows only once it has started. */
	async #lookAgain(kind: string, signal: AbortSignal): Promise<SteveType | undefined> {
		if (this.#kindsSeen.has(seenAs(kind))) await this.#readSchemas(signal);
		return typeOf(this.#catalogue, kind);
	}

	/**
	 * The kind is missing on this cluster, or forbidden, which is an error; either way it may appear with a schema.
	 */
	#miss(kind: string): void {
		const {api, scope} = this.#options;
		if (!this.#kindsSeen.miss(seenAs(kind), performance.now())) {
			throw new StartingError({
				attempted: `Cannot list kind ${kind}`,
				target: new URL(this.#base, api.url).href,
				answer: 'the server does not show this kind at the moment',
				advice: 'it may still be starting: rwatch asks again by itself',
			});
		}

		for (const key of this.#rows.forget(kind)) this.#emit({type: 'removed', key});
		const error = hiddenError(kind, `${new URL(api.url).origin}${this.#base}`, scope);
		if (error !== null) throw error;
	}

	async #list(type: SteveType, page: Page, containers: boolean, signal: AbortSignal): Promise<string | null> {
		const {api, scope} = this.#options;
		const rows = this.#rows;
		// Of a project only its own is shown.
		if (scope.project !== null && scope.cluster !== null && !type.namespaced && type.kind !== 'namespace')
			return '';
		const keys = new Set<ResourceKey>();
		const kind = containers ? 'container' : type.kind;
		const revision = await listAll(
			{
				api,
				path: `${this.#base}/${type.plural}`,
				noun: type.plural,
				namespaced: type.namespaced,
				fields: fieldsFor(type.kind, this.#options.scope.columns.fieldsOf(type.kind)),
				first: this.#early?.take(type),
				onUnsorted: message =>
					this.#listFaults.report(`order ${type.schema}`, {message: `${message}; listed without an order`}),
				onMiscount: this.#listFaults.miscount(kind),
				signal,
			},
			{
				revision(revision) {
					if (!containers) rows.versions.begin(type.kind, revision);
				},
				objects: (all, total) => {
					const resources = all.flatMap(object => {
						const key = keyOf(object, type, scope);
						keys.add(key);
						return this.#stale.has(object, type) ? [] : rows.listed(object, type, key, containers);
					});
					page(resources, total === null ? undefined : {count: keys.size, total});
				},
				fault: this.#listFaults.entry(kind),
			},
		);
		if (containers) return revision;
		rows.retain(type.kind, keys);
		await this.#stale.prune(type, keys, signal);
		return revision;
	}

	/** Which namespaces belong to the project must be known before anything of it is listed. */
	async #readProject(signal: AbortSignal): Promise<void> {
		const type = this.#catalogue.byKind.get('namespace');
		if (type) await this.#list(type, () => undefined, false, signal);
	}

	async #readSchemas(signal: AbortSignal): Promise<void> {
		const {api, scope, onKinds, kindOwners} = this.#options;
		const schemas = await readSchemas(api, this.#base, signal);
		if (schemas === null) throw new NotHereError(`${this.#base} is not a Steve`);
		const catalogue = catalogueOf(schemas, scope.cluster === null, kindOwners);
		const needsClusters = scope.cluster === null && !catalogue.byKind.has('cluster');
		this.#readiness.check(schemas, needsClusters && this.#kindsSeen.has('cluster'));
		if (needsClusters) throw new NotHereError(`${this.#base} knows no clusters`);
		this.#catalogue = catalogue;
		onKinds(this.#kindsSeen.join(catalogue.kinds));
	}

	/** The schemas have changed: kinds that are followed and are there only now are listed. */
	async #renew(stream: SteveStream, kinds: ReadonlySet<string>, signal: AbortSignal): Promise<void> {
		const before = this.#catalogue;
		const emit = this.#emit;
		try {
			await this.#readSchemas(signal);
		} catch (error) {
			if (signal.aborted) return;
			if (error instanceof StartingError) stream.readSchemasSoon();
			else emit({type: 'fault', message: messageOf(error)});
			return;
		}

		if (signal.aborted) return;
		// The server no longer shows them, and is clearly up: it has shown them on this very connection.
		for (const kind of before.byKind.keys())
			if (!this.#catalogue.byKind.has(kind)) this.#kindsSeen.forget(kind);
		const isIn = (catalogue: Catalogue, kind: string) => typeOf(catalogue, kind) !== undefined;
		const come = [...kinds].filter(kind => isIn(this.#catalogue, kind) !== isIn(before, kind));
		if (come.length > 0)
			emit({type: 'lost', kinds: come, message: `the kinds ${come.join(', ')} came or went`});
	}
}
