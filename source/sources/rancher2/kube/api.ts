import {ProtocolError} from '../../../model/errors.js';
import {isObject, type JsonObject} from '../../../model/json-object.js';
import type {Resource} from '../../../model/resource.js';
import {type Api, notJson} from '../wire/api.js';
import {failureOf} from '../wire/failure.js';
import {type KubeObject, kubeObjectPath} from './path.js';
import {KubeRefusal} from './refusal.js';
import {warningsIn} from './warnings.js';

/** How the body of a PATCH is meant. */
const patchTypes = {
	strategic: 'application/strategic-merge-patch+json',
	merge: 'application/merge-patch+json',
	json: 'application/json-patch+json',
} as const;

/** One request to Kubernetes' own API of a cluster. */
type KubeRequest = {
	readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** By `kubeObjectPath` or `kubeListPath`, without a query. */
	readonly path: string;
	readonly query?: Readonly<Record<string, string>>;
	/** Checked and answered as usual, but nothing is changed. */
	readonly dryRun?: boolean;
	/** What kind of PATCH this is: strategic merge if omitted. */
	readonly patch?: keyof typeof patchTypes;
	readonly body?: unknown;
	readonly attempted: string;
	readonly signal: AbortSignal;
};

/** A good answer: `warnings` are sentences of the apiserver for people. */
type KubeAnswer = {
	readonly object: JsonObject;
	/** The object as it came. */
	readonly text: string;
	readonly warnings: readonly string[];
};

/**
 * The door to Kubernetes' own API of each cluster, by the server's proxy, which hands requests and answers on as they
 * are. Rejects with the errors of `Api.call`; a `Status` of Kubernetes becomes the message of a `ServerError`,
 * whose cause is a `KubeRefusal`.
 */
export type Kube = {
	/** The object that a row is: that of the pod for a container's. Rejects where the cluster has no such kind. */
	readonly objectOf: (resource: Resource, signal: AbortSignal) => Promise<KubeObject>;
	readonly send: (request: KubeRequest) => Promise<KubeAnswer>;
	/** The row's object as Kubernetes has it. Its secrets are in it. */
	readonly read: (resource: Resource, signal: AbortSignal) => Promise<JsonObject>;
};

const pathOf = ({path, method = 'GET', query, dryRun}: KubeRequest): string => {
	const isWritten = method !== 'GET' && method !== 'DELETE';
	const parameters = new URLSearchParams({
		...(isWritten && {fieldManager: 'rwatch'}),
		...(dryRun === true && {dryRun: 'All'}),
		...query,
	});
	return parameters.size === 0 ? path : `${path}?${parameters.toString()}`;
};

/** Opens nothing by itself. `objectOf` finds out where a row's object is. */
export const createKube = (api: Api, objectOf: Kube['objectOf']): Kube => {
	const send: Kube['send'] = async request => {
		const {method = 'GET', patch = 'strategic', body, attempted, signal} = request;
		const path = pathOf(request);
		const headers = method === 'PATCH' ? {'content-type': patchTypes[patch]} : {};
		const response = await api.ask({method, path, headers, body, attempted, signal});
		const target = new URL(request.path, api.url).href;
		const {status, text} = response;
		if (status >= 400) throw failureOf(attempted, target, status, text, new KubeRefusal(text));
		const object = response.json();
		if (object === undefined) throw notJson(attempted, target, response);
		if (!isObject(object)) {
			const answer = `HTTP ${status} with JSON that is not an object`;
			throw new ProtocolError({attempted, target, answer});
		}

		return {object, text, warnings: warningsIn(response.headers.warning ?? '')};
	};

	return {
		objectOf,
		send,
		async read(resource, signal) {
			const path = kubeObjectPath(await objectOf(resource, signal));
			const attempted = `Cannot read ${resource.kind} ${resource.name}`;
			return (await send({path, attempted, signal})).object;
		},
	};
};
