import type {ActionOutcome, ActionRequest} from '../../../model/action-request.js';
import {countText} from '../../../model/count-text.js';
import {messageOf, UsageError} from '../../../model/errors.js';
import type {Resource} from '../../../model/resource.js';
import {wait} from '../../../transport/clock.js';
import {attemptedOf} from '../../act/act.js';
import type {Kube} from '../kube/api.js';
import {kubeObjectPath} from '../kube/path.js';
import type {DrainReport, Machines} from '../rows/machines.js';
import type {Timing} from '../wire/timing.js';
import {type DrainInput, drainInputOf} from './pods.js';
import {type DrainedNode, isForbidden, listPods, lookAtNode, type Round} from './round.js';

/** What drains need. */
type DrainsOptions = {
	readonly kube: Kube;
	/** Those of the present watch, whose rows show how far a drain is; null while there is none. */
	readonly machines: () => Machines | null;
	readonly timing: Pick<Timing, 'drainMs' | 'drainEndMs'>;
};

/** One look at a node: how many pods are left, null where that is not known. `isFinal`: it will not get better. */
type Look = Omit<DrainReport, 'phase'> & {readonly left: number | null; readonly isFinal: boolean};

const maxReasons = 3;

/** `3 of 12 pods left: shop/db-0: Cannot evict pod as it would violate …`. */
const roundText = ({left, reasons}: Round, total: number): string => {
	const more = reasons.length - maxReasons;
	const shown = [...reasons.slice(0, maxReasons), ...(more > 0 ? [`and ${more} more`] : [])];
	return [`${left} of ${Math.max(total, left)} pods left`, shown.join('; ')].filter(Boolean).join(': ');
};

const nodeOf = ({scope, name}: Resource): DrainedNode => ({cluster: scope, name});

/** The drains of nodes that this run began, one a node. */
export class Drains {
	readonly #options: DrainsOptions;
	readonly #open = new Map<string, AbortController>();

	constructor(options: DrainsOptions) {
		this.#options = options;
	}

	/**
	 * Cordons a node and evicts its pods, as `kubectl drain` does: for nodes that the management server does not know.
	 * Resolves when it has begun. Rejects as `Kube.send`, and with `UsageError` where some pods must not be evicted like
	 * this: then nothing has changed.
	 */
	async start(request: ActionRequest, signal: AbortSignal): Promise<ActionOutcome> {
		const {kube} = this.#options;
		const {resource} = request;
		const input = drainInputOf(request.input);
		const node = nodeOf(resource);
		const attempted = attemptedOf(request);
		const {evicted, objections} = await listPods({kube, node, input, signal}, attempted);
		if (objections.length > 0) throw new UsageError(`${attempted}: ${objections.join('; ')}`);
		const path = kubeObjectPath(await kube.objectOf(resource, signal));
		const total = evicted.length;
		const abort = this.#begin(node);
		// First: a node that is only cordoned would look as if that was all.
		this.#report(node, {phase: 'draining', message: `${countText(total, 'pod')} left`, progress: 0});
		try {
			await kube.send({method: 'PATCH', path, body: {spec: {unschedulable: true}}, attempted, signal});
		} catch (error) {
			this.stop(resource);
			throw error;
		}

		void this.#evict(node, input, total, abort);
		return {follow: true, message: `${countText(total, 'pod')} to evict; it ends with rwatch`};
	}

	/** Reports what is left on a node that the management server drains, and why, until that is over. */
	observe({resource, input}: ActionRequest): void {
		const node = nodeOf(resource);
		void this.#observe(node, drainInputOf(input), this.#begin(node));
	}

	/** Ends a drain that `start` began, or what is reported of one. */
	stop(resource: Resource): void {
		const node = nodeOf(resource);
		this.#open.get(this.#keyOf(node))?.abort();
		this.#report(node, null);
	}

	/** Ends all of them. */
	close(): void {
		for (const abort of this.#open.values()) abort.abort();
	}

	#keyOf({cluster, name}: DrainedNode): string {
		return `${cluster}/${name}`;
	}

	#report({cluster, name}: DrainedNode, report: DrainReport | null): void {
		this.#options.machines()?.report(cluster, name, report);
	}

	#begin(node: DrainedNode): AbortController {
		const key = this.#keyOf(node);
		this.#open.get(key)?.abort();
		const abort = new AbortController();
		this.#open.set(key, abort);
		abort.signal.addEventListener('abort', () => {
			if (this.#open.get(key) === abort) this.#open.delete(key);
		});
		return abort;
	}

	/** What is left, in words; or why that is not known. Null when nothing is left. */
	async #look(
		node: DrainedNode,
		input: DrainInput,
		total: number,
		{evicts, signal}: {readonly evicts: boolean; readonly signal: AbortSignal},
	): Promise<Look> {
		const {kube} = this.#options;
		try {
			const round = await lookAtNode({kube, node, input, evicts, signal}, 'Cannot list what is left');
			const {left} = round;
			const all = Math.max(total, left);
			const progress = all === 0 ? 100 : Math.round((100 * (all - left)) / all);
			return {left, isFinal: false, message: roundText(round, total), progress};
		} catch (error) {
			return {left: null, isFinal: isForbidden(error), message: messageOf(error), progress: null};
		}
	}

	/** The end of a drain that failed stands in the row for a while. */
	async #fail(node: DrainedNode, message: string, abort: AbortController): Promise<void> {
		this.#report(node, {phase: 'failed', message, progress: null});
		await wait(this.#options.timing.drainEndMs, abort.signal);
		if (abort.signal.aborted) return;
		this.#report(node, null);
		abort.abort();
	}

	async #evict(node: DrainedNode, input: DrainInput, total: number, abort: AbortController): Promise<void> {
		const {signal} = abort;
		const {drainMs} = this.#options.timing;
		const deadline = Date.now() + input.timeoutMs;
		for (;;) {
			const {left, isFinal, ...seen} = await this.#look(node, input, total, {evicts: true, signal});
			if (signal.aborted) return;
			if (left === 0) break;
			if (isFinal) return this.#fail(node, `the drain was given up: ${seen.message}`, abort);
			if (Date.now() >= deadline)
				return this.#fail(node, `not drained within ${input.timeoutMs / 1000} s: ${seen.message}`, abort);
			this.#report(node, {phase: 'draining', ...seen});
			await wait(drainMs, signal);
			if (signal.aborted) return;
		}

		this.#report(node, null);
		abort.abort();
	}

	async #observe(node: DrainedNode, input: DrainInput, abort: AbortController): Promise<void> {
		const {signal} = abort;
		const {drainMs} = this.#options.timing;
		const {cluster, name} = node;
		const machines = this.#options.machines();
		if (!machines) return;
		const deadline = Date.now() + input.timeoutMs;
		let total = 0;
		let hasBegun = false;
		let message: string | null = null;
		// The management server says when it is over; what is left then is what it could not evict.
		const over = () => {
			const machine = machines.of(cluster, name);
			if (machine?.drain === 'draining') hasBegun = true;
			if (!hasBegun || machine?.drain === 'draining' || signal.aborted) return;
			unlisten();
			if (machine?.drain === 'drained' || message === null) {
				this.#report(node, null);
				abort.abort();
			} else {
				const why = [machine?.message, message].filter(Boolean).join('; ');
				void this.#fail(node, `the drain has ended: ${why}`, abort);
			}
		};

		const unlisten = machines.listen(cluster, changed => {
			if (changed === name) over();
		});
		signal.addEventListener('abort', unlisten, {once: true});
		over();
		while (!signal.aborted && (hasBegun || Date.now() < deadline)) {
			const {left, isFinal: _, ...seen} = await this.#look(node, input, total, {evicts: false, signal});
			if (signal.aborted) return;
			total = Math.max(total, left ?? 0);
			const isDraining = machines.of(cluster, name)?.drain === 'draining';
			if (isDraining && left !== 0) {
				message = seen.message;
				this.#report(node, {phase: 'watched', ...seen});
			}

			await wait(drainMs, signal);
		}
	}
}
