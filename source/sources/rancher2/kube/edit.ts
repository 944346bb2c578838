import type {Editing} from '../../../model/editing.js';
import type {ServerError} from '../../../model/errors.js';
import {isObject, type JsonObject} from '../../../model/json-object.js';
import type {Resource} from '../../../model/resource.js';
import {beginEditing} from '../../edit/editing.js';
import {redactObject} from '../wire/object.js';
import type {Kube} from './api.js';
import {kubeObjectPath} from './path.js';
import {KubeRefusal} from './refusal.js';

// What a PUT of the object does not change; a version says which state of it was edited.
const ofServer = ['resourceVersion', 'generation'] as const;

const asOf = (edited: JsonObject, other: JsonObject): JsonObject => {
	const {status: _, ...wanted} = edited;
	const {metadata} = wanted;
	const {status, metadata: known} = other;
	const kept = ofServer.flatMap(name => (isObject(known) && name in known ? [[name, known[name]]] : []));
	return {
		...wanted,
		...(isObject(metadata) && {metadata: {...metadata, ...Object.fromEntries(kept)}}),
		...(status !== undefined && {status}),
	};
};

const reasonOf = ({account, cause}: ServerError): string =>
	cause instanceof KubeRefusal && cause.lines.length > 0 ? cause.lines.join('\n') : account.answer;

// Most often it is an admission webhook (kubernetes pkg/admission/plugin/webhook).
const needsDeed = /does not support dry[- ]?run/i;

/** Begins to edit the object of a row. Rejects as `Kube.send`. */
export const editByKube = async (kube: Kube, resource: Resource, signal: AbortSignal): Promise<Editing> => {
	const {kind, name} = resource;
	const path = kubeObjectPath(await kube.objectOf(resource, signal));
	return beginEditing(
		{
			fileName: `${kind}-${name.replace(/[^\w.-]+/g, '-')}.yaml`,
			omitted: ['metadata', 'managedFields'],
			async read(aborted) {
				return (await kube.send({path, attempted: `Cannot read ${kind} ${name}`, signal: aborted})).text;
			},
			async replace(body, dryRun, aborted) {
				const query = {fieldValidation: 'Strict'};
				const attempted = `Cannot edit ${kind} ${name}`;
				const request = {method: 'PUT', path, query, dryRun, body, attempted, signal: aborted} as const;
				return (await kube.send(request)).warnings;
			},
			redact: object => redactObject(object, kind),
			asOf,
			reasonOf,
			isConflict: ({status, code}) => status === 409 && code === 'Conflict',
			isUntriable: error => needsDeed.test(reasonOf(error)),
		},
		signal,
	);
};
