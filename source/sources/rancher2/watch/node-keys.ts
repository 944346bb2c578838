import type {ResourceKey} from '../../../model/resource.js';
import type {SourceEvent} from '../../../model/source.js';

/** Keys of the rows of nodes, which measurements only name: the management API has keys of its own for them. */
export class NodeKeys {
	/** By cluster and name. */
	readonly #keys = new Map<string, ResourceKey>();

	/** How many are known. */
	get size(): number {
		return this.#keys.size;
	}

	/** The key of the row of a node, if there is one. */
	of(cluster: string, name: string): ResourceKey | undefined {
		return this.#keys.get(`${cluster} ${name}`);
	}

	/** Takes what a cluster reports of its nodes. */
	hear(event: SourceEvent): void {
		if (event.type === 'changed') {
			const {kind, scope, name, key} = event.resource;
			if (kind === 'node') this.#keys.set(`${scope} ${name}`, key);
		} else if (event.type === 'removed') {
			// A look at all nodes for each pod that goes would be too much.
			if (event.key.includes('/node/')) this.#forget((_name, key) => key === event.key);
		} else if (event.type === 'listed' && event.kinds.includes('node'))
			this.#forget((name, key) => name.startsWith(`${event.scope} `) && !event.keys.has(key));
	}

	/** A cluster is gone. */
	forget(cluster: string): void {
		this.#forget(name => name.startsWith(`${cluster} `));
	}

	#forget(isGone: (name: string, key: ResourceKey) => boolean): void {
		for (const [name, key] of this.#keys) if (isGone(name, key)) this.#keys.delete(name);
	}
}
