import {countText} from '../../../model/count-text.js';
import {ServerError} from '../../../model/errors.js';
import type {JsonObject} from '../../../model/json-object.js';
import type {Resource} from '../../../model/resource.js';
import {mapOf, mapsOf, numberOf, textOf} from '../../requests/json-fields.js';
import type {Kube} from '../kube/api.js';
import {kubeListPath, podType} from '../kube/path.js';
import type {PodIndex} from '../rows/pod-index.js';
import {selectorText} from './label-selector.js';

/** What finding the pods of a row needs. */
type PortTargetOptions = {
	readonly kube: Kube;
	readonly pods: PodIndex;
	readonly resource: Resource;
	readonly signal: AbortSignal;
};

/** A port that a container declares, or one of a service in its pods. */
type DeclaredPort = {
	readonly port: number;
	/** What it is called, or ''. */
	readonly name: string;
};

/** The pod that a connection goes to. */
type ChosenPod = {readonly namespace: string; readonly pod: string};

// A workload has more only where it does not matter which one is chosen.
const maxPods = 200;

const podOfRow = ({pods, resource}: PortTargetOptions): ChosenPod | null => {
	if (resource.kind !== 'pod' && resource.kind !== 'container') return null;
	const key = resource.kind === 'container' ? (resource.parents[0] ?? '') : resource.key;
	const pod = pods.get(key);
	if (pod) return {namespace: pod.namespace, pod: pod.name};
	const account = {
		attempted: `Cannot connect to ${resource.kind} ${resource.name}`,
		target: resource.scope,
		answer: 'the pod is gone',
		advice: 'forward a port of its workload: that goes to whichever pod runs',
	};
	throw new ServerError(account, 404, '');
};

const isReady = (pod: JsonObject): boolean =>
	mapsOf(mapOf(pod, 'status'), 'conditions').some(({type, status}) => type === 'Ready' && status === 'True');

const isUsable = (pod: JsonObject): boolean =>
	mapOf(pod, 'status').phase === 'Running' && textOf(mapOf(pod, 'metadata'), 'deletionTimestamp') === null;

/** A pod that a selector chooses: one that runs, and is ready if there is such a one. */
const selectedPod = async (options: PortTargetOptions, object: JsonObject): Promise<JsonObject> => {
	const {kube, resource, signal} = options;
	const labelSelector = selectorText(object);
	const attempted = `Cannot find a pod of ${resource.kind} ${resource.name}`;
	const fail = (answer: string) => new ServerError({attempted, target: resource.scope, answer}, 404, '');
	if (labelSelector === '') throw fail('it has no selector: no pods of this cluster belong to it');
	const namespace = textOf(mapOf(object, 'metadata'), 'namespace');
	const {object: list} = await kube.send({
		path: kubeListPath(resource.scope, podType, namespace),
		query: {labelSelector, limit: String(maxPods)},
		attempted,
		signal,
	});
	const found = mapsOf(list, 'items');
	const usable = found.filter(isUsable);
	const pod = usable.find(isReady) ?? usable[0];
	if (pod) return pod;
	throw fail(
		found.length === 0 ? 'it has no pods' : `it has ${countText(found.length, 'pod')}, and none that runs`,
	);
};

/** The pod that a new connection to a row goes to. Rejects with `ServerError` where none runs, and as `Kube`. */
export const chosenPod = async (options: PortTargetOptions): Promise<ChosenPod> => {
	const own = podOfRow(options);
	if (own) return own;
	const {kube, resource, signal} = options;
	const metadata = mapOf(await selectedPod(options, await kube.read(resource, signal)), 'metadata');
	return {namespace: textOf(metadata, 'namespace') ?? '', pod: textOf(metadata, 'name') ?? ''};
};

const isTcp = (port: JsonObject): boolean => (textOf(port, 'protocol') ?? 'TCP') === 'TCP';

const containerPorts = (spec: JsonObject, container: string | null): readonly DeclaredPort[] =>
	mapsOf(spec, 'containers')
		.filter(({name}) => container === null || name === container)
		.flatMap(each => mapsOf(each, 'ports'))
		.filter(isTcp)
		.flatMap(each => {
			const port = numberOf(each, 'containerPort');
			return port === null ? [] : {port, name: textOf(each, 'name') ?? ''};
		});

/** The ports of a service as they are in its pods: a target port may be the name of one there. */
const servicePorts = async (
	options: PortTargetOptions,
	service: JsonObject,
): Promise<readonly DeclaredPort[]> => {
	const ports = mapsOf(mapOf(service, 'spec'), 'ports').filter(isTcp);
	const isNamed = ports.some(port => textOf(port, 'targetPort') !== null);
	const pod = isNamed ? await selectedPod(options, service) : {};
	const named = containerPorts(mapOf(pod, 'spec'), null);
	return ports.flatMap(each => {
		const name = textOf(each, 'targetPort');
		const port =
			name === null
				? (numberOf(each, 'targetPort') ?? numberOf(each, 'port'))
				: (named.find(one => one.name === name)?.port ?? null);
		return port === null ? [] : {port, name: textOf(each, 'name') ?? name ?? ''};
	});
};

/** The TCP ports that a row declares. Rejects as `Kube`. */
export const declaredPorts = async (options: PortTargetOptions): Promise<readonly DeclaredPort[]> => {
	const {kube, resource, signal} = options;
	const object = await kube.read(resource, signal);
	if (resource.kind === 'service') return servicePorts(options, object);
	const spec = mapOf(object, 'spec');
	const container = resource.kind === 'container' ? (resource.id.split('/').at(-1) ?? null) : null;
	const isPod = resource.kind === 'pod' || resource.kind === 'container';
	return containerPorts(isPod ? spec : mapOf(mapOf(spec, 'template'), 'spec'), container);
};
