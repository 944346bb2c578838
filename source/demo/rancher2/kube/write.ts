import {isObject} from '../../../model/json-object.js';
import type {Answer, DemoRequest} from '../../serve/serve.js';
import {numberOf, textOf} from '../../world/json-values.js';
import type {Fields, Json} from '../../world/world.js';
import {memberAt, take, templateIn} from '../fleet/changes.js';
import {difference, jsonPatch, mergePatch, strategicMerge} from '../fleet/patch.js';
import {rollOut} from '../fleet/workloads.js';
import type {Appearance} from '../steve/render.js';
import type {ClusterRoute} from '../steve/route.js';
import {schemaOf} from '../steve/schemas.js';
import {bodyOf, json, statusError} from '../wire/answers.js';
import {kubeObject} from './object.js';
import {type Fault, faultIn, unknownFields, withoutUnknown} from './validation.js';

/** What is said of an object that is not the newest (test/fixtures/rancher2/more/edit-put-stale-409.raw.http). */
const conflictMessage = ({type, id}: Appearance): string => {
	const schema = schemaOf(type);
	const group = schema && schema.group !== '' ? `.${schema.group}` : '';
	return (
		`Operation cannot be fulfilled on ${schema?.resource ?? ''}${group} "${id.split('/').at(-1) ?? id}": ` +
		'the object has been modified; please apply your changes to the latest version and try again'
	);
};

/** Whether a change is meant for an older version of the object. */
const isStale = ({hub, isLocked}: ClusterRoute, appearance: Appearance, body: Fields): boolean => {
	const version = memberAt(body, 'metadata', 'resourceVersion');
	const isOld =
		version !== undefined && version !== null && String(version) !== String(hub.versionOf(appearance));
	return isOld || isLocked(appearance.entity.key);
};

// What a person may change; all else is the server's.
const keptOf = (object: Fields): Fields => {
	const {kind, apiVersion, status, id, type, links, _type, metadata, ...rest} = object;
	const {labels = {}, annotations = {}, finalizers = null} = isObject(metadata) ? metadata : {};
	return {...rest, metadata: {labels, annotations, ...(finalizers !== null && {finalizers})}};
};

const textData = ({stringData, ...object}: Fields): Fields => {
	if (!isObject(stringData)) return object;
	const data = Object.entries<Json>(stringData).map(
		([name, value]) => [name, Buffer.from(textOf(value)).toString('base64')] as const,
	);
	return {...object, data: {...(isObject(object.data) ? object.data : {}), ...Object.fromEntries(data)}};
};

/** Makes an object what a whole new version of it says. What the fleet does not know itself is laid over it. */
const apply = (route: ClusterRoute, appearance: Appearance, body: Fields): void => {
	const {fleet} = route;
	const {entity} = appearance;
	const wanted = textData(body);
	const before = kubeObject(route, appearance);
	const patch = difference(keptOf(before), keptOf(wanted));
	if (!isObject(patch)) return;
	const {hash} = entity.fields;
	take(fleet, entity, wanted);
	const bare = {...appearance, entity: {...entity, fields: {...entity.fields, overlay: null}}};
	const whole = strategicMerge(keptOf(kubeObject(route, appearance)), patch);
	const overlay = difference(keptOf(kubeObject(route, bare)), whole) ?? null;
	const isSpecNew = difference(before.spec, wanted.spec ?? null) !== undefined;
	const generation = (numberOf(entity.fields.generation) || 1) + (isSpecNew ? 1 : 0);
	fleet.world.change(entity.key, {overlay, generation});
	const template = templateIn(entity.type, wanted);
	const isTemplateNew =
		template !== undefined && difference(templateIn(entity.type, before), template) !== undefined;
	if (isTemplateNew && entity.type.startsWith('apps.') && hash === entity.fields.hash)
		rollOut(fleet, entity, textOf(entity.fields.image));
};

/** Replaces an object by a whole new version of it, or says why not. */
export const replace = (route: ClusterRoute, appearance: Appearance, body: Fields): Fault | undefined => {
	if (isStale(route, appearance, body))
		return {status: 409, reason: 'Conflict', message: conflictMessage(appearance)};
	const before = kubeObject(route, appearance);
	const wanted = withoutUnknown(textOf(before.kind), body);
	const fault = faultIn(before, wanted);
	if (!fault) apply(route, appearance, wanted);
	return fault;
};

/** A refusal as a `Status` with its causes. */
export const refusal = (fault: Fault, details: Fields): Answer =>
	json(fault.status, {
		kind: 'Status',
		apiVersion: 'v1',
		metadata: {},
		status: 'Failure',
		message: fault.message,
		reason: fault.reason,
		details: {...details, ...(fault.causes && {causes: fault.causes})},
		code: fault.status,
	});

const patched = (before: Fields, {headers, body}: DemoRequest): Fields | undefined => {
	const type = headers['content-type'] ?? '';
	const patch: Json = JSON.parse(body);
	if (Array.isArray(patch)) return type.includes('json-patch') ? jsonPatch(before, patch) : undefined;
	if (!isObject(patch)) return undefined;
	const isPlain = type.includes('merge-patch+json') && !type.includes('strategic');
	return isPlain ? mergePatch(before, patch) : strategicMerge(before, patch);
};

const wantedOf = (before: Fields, request: DemoRequest): Fields | undefined => {
	try {
		return request.method === 'PUT' ? bodyOf(request.body) : patched(before, request);
	} catch (error) {
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
};

const misnamed = (before: Fields, wanted: Fields): string | undefined => {
	for (const field of ['name', 'namespace']) {
		const own = textOf(memberAt(before, 'metadata', field));
		const given = textOf(memberAt(wanted, 'metadata', field));
		if (given !== '' && own !== given)
			return `the ${field} of the ${field === 'name' ? 'object' : 'provided object'} (${given}) does not match the ${field} ${field === 'name' ? 'on the URL' : 'sent on the request'} (${own})`;
	}

	return undefined;
};

/** What a dry run answers: the object as it would be. */
const asIf = (before: Fields, wanted: Fields): Fields => {
	const own = isObject(before.metadata) ? before.metadata : {};
	const given = isObject(wanted.metadata) ? wanted.metadata : {};
	return {
		...wanted,
		metadata: {...own, ...given, uid: own.uid ?? null, resourceVersion: own.resourceVersion ?? null},
		...(before.status !== undefined && {status: before.status}),
	};
};

/** Answers a PUT or PATCH (test/fixtures/rancher2/more/edit-*.raw.http). */
export const kubeWrite = (route: ClusterRoute, appearance: Appearance, request: DemoRequest): Answer => {
	const before = kubeObject(route, appearance);
	const body = wantedOf(before, request);
	if (!body) return statusError(400, 'BadRequest', 'the body of the request was in an unknown format');
	const query = request.url.searchParams;
	const {group = '', resource = ''} = schemaOf(appearance.type) ?? {};
	const details = {name: appearance.id.split('/').at(-1) ?? '', group, kind: resource};
	const wrong = misnamed(before, body);
	if (wrong !== undefined) return statusError(400, 'BadRequest', wrong);
	const kind = textOf(before.kind);
	const unknown = unknownFields(kind, body);
	const validation = query.get('fieldValidation') ?? 'Warn';
	if (unknown.length > 0 && validation === 'Strict') {
		const version = textOf(before.apiVersion).split('/').at(-1) ?? '';
		const list = unknown.map(name => `unknown field "${name}"`).join(', ');
		const message = `${kind} in version "${version}" cannot be handled as a ${kind}: strict decoding error: ${list}`;
		return statusError(400, 'BadRequest', message);
	}

	if (isStale(route, appearance, body))
		return refusal({status: 409, reason: 'Conflict', message: conflictMessage(appearance)}, details);
	const wanted = withoutUnknown(kind, body);
	const fault = faultIn(before, wanted);
	if (fault?.status === 400) return statusError(400, fault.reason, fault.message);
	if (fault) return refusal(fault, {...details, ...(fault.kind !== undefined && {kind: fault.kind})});
	const isDry = query.get('dryRun') === 'All';
	if (!isDry) apply(route, appearance, wanted);
	const warnings = unknown.map(name => `299 - ${JSON.stringify(`unknown field "${name}"`)}`);
	const headers: Readonly<Record<string, string>> =
		warnings.length > 0 && validation === 'Warn' ? {Warning: warnings.join(', ')} : {};
	return json(200, isDry ? asIf(before, wanted) : kubeObject(route, appearance), headers);
};
