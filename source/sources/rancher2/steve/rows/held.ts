import type {JsonObject} from '../../../../model/json-object.js';
import type {Resource, ResourceKey} from '../../../../model/resource.js';
import {mapOf, mapsOf, textOf, textsOf} from '../../../requests/json-fields.js';
import type {SteveObject} from '../wire/frames.js';

/** Which finalizers keep an object that is being deleted, in words; null where none does. */
export const heldBy = (metadata: JsonObject): string | null => {
	const finalizers = textsOf(metadata, 'finalizers');
	if (finalizers.length === 0 || textOf(metadata, 'deletionTimestamp') === null) return null;
	return `held by ${finalizers.length === 1 ? 'finalizer' : 'finalizers'} ${finalizers.join(', ')}`;
};

// Most specific first (kubernetes pkg/controller/namespace/deletion/status_condition_utils.go).
const reasons = [
	'NamespaceFinalizersRemaining',
	'NamespaceDeletionContentFailure',
	'NamespaceDeletionDiscoveryFailure',
	'NamespaceDeletionGroupVersionParsingFailure',
	'NamespaceContentRemaining',
];

/** What holds a namespace that is being deleted, by its own conditions; null if they do not say. */
export const remainsOf = (object: JsonObject): string | null => {
	const conditions = mapsOf(mapOf(object, 'status'), 'conditions').filter(({status}) => status === 'True');
	for (const reason of reasons) {
		const message = textOf(conditions.find(({type}) => type === reason) ?? {}, 'message');
		if (message !== null) return message;
	}

	return null;
};

/**
 * What keeps the namespaces of a cluster that are being deleted: a namespace does not say that it waits for a pod
 * with a finalizer (test/fixtures/rancher2/more/namespace-leaving.steve.http).
 */
export class Leaving {
	/** By name, as the server describes them. */
	readonly #namespaces = new Map<string, Resource>();
	/** By namespace, what is said of each pod that is held. */
	readonly #pods = new Map<string, Map<ResourceKey, string>>();

	/** The row of a namespace, with what holds it. */
	namespace(object: SteveObject, resource: Resource): Resource {
		if (textOf(mapOf(object, 'metadata'), 'deletionTimestamp') === null) {
			this.#namespaces.delete(object.id);
			return resource;
		}

		this.#namespaces.set(object.id, resource);
		return this.#rowOf(resource);
	}

	/** Takes note of a pod; returns the rows of namespaces that change by it. */
	pod(object: SteveObject, key: ResourceKey): readonly Resource[] {
		const metadata = mapOf(object, 'metadata');
		const held = heldBy(metadata);
		const words = held === null ? null : `pod ${textOf(metadata, 'name') ?? object.id} is ${held}`;
		return this.#set(textOf(metadata, 'namespace') ?? '', key, words);
	}

	/** Forgets an object that is gone; returns the rows of namespaces that change by it. */
	forget(object: SteveObject, key: ResourceKey): readonly Resource[] {
		this.#namespaces.delete(object.id);
		return this.#set(textOf(mapOf(object, 'metadata'), 'namespace') ?? '', key, null);
	}

	/** Forgets the pods that a whole listing lacks. */
	retainPods(keys: ReadonlySet<ResourceKey>): void {
		for (const [namespace, pods] of this.#pods) {
			for (const key of [...pods.keys()]) if (!keys.has(key)) pods.delete(key);
			if (pods.size === 0) this.#pods.delete(namespace);
		}
	}

	/** Forgets the namespaces that a whole listing lacks. */
	retainNamespaces(keys: ReadonlySet<ResourceKey>): void {
		for (const [name, {key}] of this.#namespaces) if (!keys.has(key)) this.#namespaces.delete(name);
	}

	#set(namespace: string, key: ResourceKey, words: string | null): readonly Resource[] {
		const pods = this.#pods.get(namespace);
		if ((pods?.get(key) ?? null) === words) return [];
		if (words !== null) this.#pods.set(namespace, (pods ?? new Map()).set(key, words));
		else if (pods?.delete(key) && pods.size === 0) this.#pods.delete(namespace);
		const row = this.#namespaces.get(namespace);
		return row ? [this.#rowOf(row)] : [];
	}

	#rowOf(resource: Resource): Resource {
		const [first, ...others] = this.#pods.get(resource.id)?.values() ?? [];
		if (first === undefined) return resource;
		const pods = others.length === 0 ? first : `${first}, and ${others.length} more`;
		return {...resource, message: resource.message === null ? pods : `${pods}; ${resource.message}`};
	}
}
