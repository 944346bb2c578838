import type {LogEvent, LogOptions} from '../../../model/log.js';
import type {Resource} from '../../../model/resource.js';
import {podPath} from '../kube/path.js';
import type {Pod, PodIndex} from '../rows/pod-index.js';
import type {Api} from '../wire/api.js';
import type {Timing} from '../wire/timing.js';
import {type ContainerLogEvent, followContainer} from './container-log.js';

/** The log of a container, a pod, or all pods of a workload. */
type LogsRequest = {
	readonly api: Api;
	/** Of the cluster that the resource is in. */
	readonly pods: PodIndex;
	readonly resource: Resource;
	readonly options: LogOptions;
	readonly timing: Timing;
	readonly emit: (event: LogEvent) => void;
	readonly signal: AbortSignal;
};

type Followed = {readonly stop: AbortController; readonly done: Promise<void>};

/** `shop/web-1/envoy`: a container's own id says which pod it is in. */
const containerOf = ({kind, id}: Resource): string | null =>
	kind === 'container' ? (id.split('/').at(-1) ?? null) : null;

const podKeyOf = ({kind, key, parents}: Resource): string =>
	kind === 'container' ? (parents[0] ?? key) : key;

/** Follows the logs of all containers that belong to a resource, as they come and go. */
class LogGroup {
	readonly #request: LogsRequest;
	readonly #followed = new Map<string, Followed>();
	readonly #live = new Set<string>();
	#isLive = false;
	#isEmpty = false;
	#isFirst = true;

	constructor(request: LogsRequest) {
		this.#request = request;
	}

	async run(): Promise<void> {
		const {pods, signal} = this.#request;
		if (signal.aborted) return;
		const ignore = pods.listen(() => this.#look());
		this.#look();
		await new Promise<void>(resolve => signal.addEventListener('abort', () => resolve(), {once: true}));
		ignore();
		for (const {stop} of this.#followed.values()) stop.abort();
		await Promise.all([...this.#followed.values()].map(({done}) => done));
	}

	#pods(): readonly Pod[] {
		const {pods, resource} = this.#request;
		if (resource.kind !== 'pod' && resource.kind !== 'container') return pods.of(resource.key);
		const pod = pods.get(podKeyOf(resource));
		return pod ? [pod] : [];
	}

	#look(): void {
		const {resource, options, emit} = this.#request;
		const pods = this.#pods();
		const only = containerOf(resource) ?? options.container;
		const isWorkload = resource.kind !== 'pod' && resource.kind !== 'container';
		const wanted = new Map<string, {pod: Pod; container: string; origin: string | null}>();
		for (const pod of pods) {
			const containers = only === null ? pod.logged : pod.containers.filter(name => name === only);
			for (const container of containers) {
				const parts = [isWorkload ? pod.name : '', containers.length > 1 ? container : ''].filter(Boolean);
				const origin = parts.length > 0 ? parts.join(' ') : null;
				wanted.set(`${pod.key} ${container}`, {pod, container, origin});
			}
		}

		for (const [name, {stop}] of this.#followed) {
			if (wanted.has(name)) continue;
			stop.abort();
			this.#followed.delete(name);
			this.#live.delete(name);
		}

		for (const [name, one] of wanted) if (!this.#followed.has(name)) this.#follow(name, one);
		this.#isFirst = false;
		if (wanted.size > 0) this.#isEmpty = false;
		else if (!this.#isEmpty) {
			this.#isEmpty = true;
			this.#isLive = false;
			const what = isWorkload ? `${resource.name} has no pods now` : `${resource.name} is gone`;
			emit({type: 'stopped', message: `${what}; its log goes on when there is one`, retryMs: null});
		}
	}

	#follow(
		name: string,
		{pod, container, origin}: {pod: Pod; container: string; origin: string | null},
	): void {
		const {api, resource, options, timing} = this.#request;
		const stop = new AbortController();
		const done = followContainer({
			api,
			pod: podPath(resource.scope, pod),
			container,
			name: `${pod.namespace}/${pod.name} ${container}`,
			origin,
			// What a pod that comes later wrote since its start belongs to what is followed.
			options: this.#isFirst ? options : {...options, lines: Math.max(options.lines, 1000)},
			timing,
			emit: event => this.#hear(name, event),
			signal: stop.signal,
		});
		this.#followed.set(name, {stop, done});
	}

	#hear(name: string, event: ContainerLogEvent): void {
		const {emit, signal} = this.#request;
		if (signal.aborted) return;
		if (event.type === 'line') {
			emit(event);
			return;
		}

		if (event.type === 'live') {
			this.#live.add(name);
			if (!this.#isLive) emit(event);
			this.#isLive = true;
			return;
		}

		this.#live.delete(name);
		// While others continue, one that stopped is not news.
		if (this.#live.size > 0) return;
		this.#isLive = false;
		emit(event);
	}
}

/** Follows logs until aborted; problems are emitted as `stopped`. */
export const followLogs = (request: LogsRequest): Promise<void> => new LogGroup(request).run();
