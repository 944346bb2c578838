import pLimit from 'p-limit';
import type {Kind} from '../../../model/kind.js';
import type {SourceEvent} from '../../../model/source.js';
import type {ListingOrder} from '../../follow/listing-order.js';
import type {Budget} from '../../requests/budget.js';
import {type Unmeasured, unmeasuredBy} from '../kube/unmeasured.js';
import {type Measured, type MeasuredType, readUsages} from '../kube/usage.js';
import {withFigures} from '../rows/usage-columns.js';
import type {Api} from '../wire/api.js';
import type {Timing} from '../wire/timing.js';
import {Complaints} from './complaints.js';
import {MeasurableClusters} from './measurable.js';
import {askAtOnce, isDue, kindsOf, MeasuringSchedule, type Progress, typesOf} from './measuring-schedule.js';
import {NodeKeys} from './node-keys.js';
import {UsageReport} from './usage-report.js';

/** A cluster that is followed. */
export type MeasuredCluster = {
	readonly id: string;
	/** `cluster production`. */
	readonly name: string;
	/** `<source>/<scope>/`. */
	readonly prefix: string;
	/** Those of its pods that are known. */
	readonly namespaces: () => readonly string[];
};

/** What measuring needs. */
type MeasurementsOptions = {
	readonly source: string;
	/** Whose failures say nothing about the server. */
	readonly urgent: Api;
	readonly budget: Pick<Budget, 'closure'>;
	readonly timing: Pick<Timing, 'measureMs' | 'seldomMeasureMs' | 'remeasureMs' | 'unmeasuredMs'>;
	/** Whose kinds in view are listed first. */
	readonly order: Pick<ListingOrder, 'shown'>;
	readonly clusterOf: (id: string) => MeasuredCluster | undefined;
	readonly emit: (event: SourceEvent) => void;
	/** There are figures of kinds that had none before. */
	readonly onFirst: () => void;
	readonly signal: AbortSignal;
};

// Of a project; whoever sees more sees all.
const maxNamespaces = 40;

/** Measures what rows use, for as long as somebody wants to see it: one question for each cluster and type, again and again. */
export class Measurements {
	readonly #options: MeasurementsOptions;
	readonly #schedule = new MeasuringSchedule();
	// Listings go on meanwhile.
	readonly #limit = pLimit(2);
	#kinds: readonly string[] = [];
	/** Those at which nobody looks. */
	#seldom: readonly string[] = [];
	/** Those that ever were. */
	readonly #wanted = new Set<string>();
	readonly #complaints: Complaints;
	#timer: NodeJS.Timeout | undefined;
	#stop = new AbortController();
	/** Kinds of which there are figures. */
	readonly #measured = new Set<string>();
	readonly #measurable: MeasurableClusters;
	readonly #nodes = new NodeKeys();

	constructor(options: MeasurementsOptions) {
		this.#options = options;
		this.#measurable = new MeasurableClusters(() => options.order.shown);
		this.#complaints = new Complaints(options.emit);
		const end = () => {
			this.#rest();
			this.#complaints.end();
		};
		options.signal.addEventListener('abort', end, {once: true});
	}

	/** The kinds of which figures are in view; nothing is asked without any. `seldom`: nobody looks at these. */
	measure(kinds: readonly string[], seldom: readonly string[] = []): void {
		this.#seldom = seldom;
		this.#kinds = kinds.filter(kind => typesOf.has(kind));
		for (const kind of this.#kinds) {
			const type = typesOf.get(kind);
			// What was taken so far was not for this kind.
			if (type !== undefined && !this.#wanted.has(kind)) this.#schedule.renew(type);
			this.#wanted.add(kind);
		}

		if (this.#kinds.length === 0) this.#rest();
		else this.#look();
	}

	/** What a cluster reports: only one that is live is asked. */
	hear(event: SourceEvent): void {
		this.#nodes.hear(event);
		if (this.#measurable.hear(event)) this.#look();
	}

	/** The kinds, with columns for the figures that there are. */
	withFigures(kinds: readonly Kind[]): readonly Kind[] {
		return kinds.map(kind => (this.#measured.has(kind.name) ? withFigures(kind) : kind));
	}

	#look(): void {
		const {clusterOf, budget, timing, signal} = this.#options;
		if (signal.aborted || this.#kinds.length === 0) return;
		if (this.#stop.signal.aborted) this.#stop = new AbortController();
		const now = Date.now();
		for (const id of budget.closure === null ? this.#measurable.live() : []) {
			const cluster = clusterOf(id);
			if (!cluster) continue;
			const kinds = this.#measurable.settled(id, this.#kinds);
			for (const type of new Set(kinds.flatMap(kind => typesOf.get(kind) ?? []))) {
				const progress = this.#schedule.of(cluster.id, type);
				if (!isDue(progress, this.#periodMs(kinds, type), now)) continue;
				Object.assign(progress, {askedAt: now, isAsked: true, pauseMs: 0});
				void this.#limit(() => this.#ask(cluster, type, progress));
			}
		}

		// In step, so that what they use is painted together.
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			this.#look();
		}, timing.measureMs);
	}

	#periodMs(kinds: readonly string[], type: MeasuredType): number {
		const {measureMs, seldomMeasureMs} = this.#options.timing;
		const isWatched = kinds.some(kind => typesOf.get(kind) === type && !this.#seldom.includes(kind));
		return isWatched ? measureMs : seldomMeasureMs;
	}

	/** A person wants to know: what failed is asked again at once. */
	hurry(): void {
		this.#schedule.hurry();
		this.#look();
	}

	/** A cluster is gone. */
	forget(cluster: string): void {
		this.#measurable.forget(cluster);
		this.#schedule.forget(cluster);
		this.#nodes.forget(cluster);
	}

	#rest(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#stop.abort();
	}

	async #ask(cluster: MeasuredCluster, type: MeasuredType, progress: Progress): Promise<void> {
		const {signal} = this.#stop;
		const report = new UsageReport(this.#options.source, cluster.id, this.#options.emit);
		try {
			signal.throwIfAborted();
			const take = (measured: readonly Measured[]) => this.#take(cluster, type, measured, report);
			await this.#read(cluster, progress, {type, signal}, take);
			progress.said = null;
			report.send(kindsOf(type));
		} catch (error) {
			// What was cut short is asked again as soon as it is wanted.
			if (signal.aborted) return askAtOnce(progress);
			report.send();
			this.#fail(cluster, type, progress, unmeasuredBy(error, type, cluster.name));
		} finally {
			progress.isAsked = false;
			// More is wanted since then than was asked for.
			if (progress.askedAt === Number.NEGATIVE_INFINITY) this.#look();
		}
	}

	async #read(
		cluster: MeasuredCluster,
		progress: Progress,
		{type, signal}: {readonly type: MeasuredType; readonly signal: AbortSignal},
		take: (measured: readonly Measured[]) => void,
	): Promise<void> {
		const {urgent: api} = this.#options;
		const scope = {api, cluster: cluster.id, type, signal};
		if (!progress.byNamespace) {
			try {
				await readUsages({...scope, namespace: null}, take);
				return;
			} catch (error) {
				const isForbidden = unmeasuredBy(error, type, cluster.name).cause === 'forbidden';
				if (type !== 'pods' || !isForbidden || cluster.namespaces().length === 0) throw error;
			}
		}

		progress.byNamespace = true;
		for (const namespace of cluster.namespaces().slice(0, maxNamespaces))
			await readUsages({...scope, namespace}, take);
	}

	#take(
		{id, prefix}: MeasuredCluster,
		type: MeasuredType,
		measured: readonly Measured[],
		report: UsageReport,
	): void {
		if (measured.length === 0) return;
		for (const {id: name, at, cpu, memory, containers} of measured) {
			const key = type === 'pods' ? `${prefix}pod/${name}` : this.#nodes.of(id, name);
			if (key !== undefined) report.add(key, {at, cpu, memory});
			if (!this.#wanted.has('container')) continue;
			for (const {name: container, ...use} of containers)
				report.add(`${prefix}container/${name}/${container}`, {at, ...use});
		}

		this.#begin(type);
	}

	#begin(type: MeasuredType): void {
		const fresh = kindsOf(type).filter(kind => !this.#measured.has(kind));
		if (fresh.length === 0) return;
		for (const kind of fresh) this.#measured.add(kind);
		this.#options.onFirst();
	}

	#fail({id}: MeasuredCluster, type: MeasuredType, progress: Progress, {cause, message}: Unmeasured): void {
		const {source, timing} = this.#options;
		const isHopeless = cause === 'absent' || cause === 'forbidden';
		progress.askedAt = Date.now();
		progress.pauseMs = isHopeless ? timing.unmeasuredMs : timing.remeasureMs;
		// A cluster that does not answer says so itself.
		if (cause === 'unreachable' || this.#schedule.hasSaid(id, message)) return;
		progress.said = message;
		this.#complaints.add({
			type: 'unmeasured',
			source,
			scope: id,
			at: Date.now(),
			kinds: kindsOf(type),
			message,
		});
	}
}
