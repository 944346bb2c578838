import {isObject} from '../../../model/json-object.js';
import {textOf} from '../../world/json-values.js';
import type {Fields, Json} from '../../world/world.js';
import {memberAt} from '../fleet/changes.js';

/** Why an object is not taken. */
export type Fault = {
	readonly status: number;
	readonly reason: string;
	readonly message: string;
	readonly causes?: readonly Fields[];
	/** As the details name its kind, where it is not the resource. */
	readonly kind?: string;
};

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const top = words(
	'apiVersion kind metadata spec status data stringData binaryData immutable type id links _type',
);

const specs: ReadonlyMap<string, ReadonlySet<string>> = new Map([
	[
		'Deployment',
		words(
			'minReadySeconds paused progressDeadlineSeconds replicas revisionHistoryLimit selector strategy template',
		),
	],
	[
		'CronJob',
		words(
			'concurrencyPolicy failedJobsHistoryLimit jobTemplate schedule startingDeadlineSeconds successfulJobsHistoryLimit suspend timeZone',
		),
	],
]);

/** The fields that a kind does not have: `spec.replcas`. Only those near the top are looked at. */
export const unknownFields = (kind: string, body: Fields): readonly string[] => {
	const known = specs.get(kind);
	const spec = isObject(body.spec) ? Object.keys(body.spec) : [];
	return [
		...Object.keys(body).filter(name => !top.has(name)),
		...(known ? spec.filter(name => !known.has(name)).map(name => `spec.${name}`) : []),
	];
};

/** The object without fields that its kind does not have. */
export const withoutUnknown = (kind: string, body: Fields): Fields => {
	const unknown = new Set(unknownFields(kind, body));
	const keep = (fields: Fields, prefix: string): Fields =>
		Object.fromEntries(Object.entries<Json>(fields).filter(([name]) => !unknown.has(prefix + name)));
	return {...keep(body, ''), ...(isObject(body.spec) && {spec: keep(body.spec, 'spec.')})};
};

const label =
	"a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

const containersIn = (body: Fields): readonly Json[] => {
	const containers = memberAt(body, 'spec', 'template', 'spec', 'containers');
	return Array.isArray(containers) ? containers : [];
};

const invalidFields = (before: Fields, body: Fields): readonly Fields[] => {
	const replicas = memberAt(body, 'spec', 'replicas');
	const selector = memberAt(body, 'spec', 'selector');
	const isMoved =
		body.kind === 'Deployment' &&
		JSON.stringify(selector) !== JSON.stringify(memberAt(before, 'spec', 'selector'));
	const causes: readonly (readonly [string, string])[] = [
		...(typeof replicas === 'number' && replicas < 0
			? ([['spec.replicas', `Invalid value: ${replicas}: must be greater than or equal to 0`]] as const)
			: []),
		...containersIn(body).flatMap((container, index) => {
			const name = textOf(memberAt(container, 'name'));
			if (/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)) return [];
			const field = `spec.template.spec.containers[${index}].name`;
			return [[field, `Invalid value: ${JSON.stringify(name)}: ${label}`] as const];
		}),
		...(isMoved
			? ([['spec.selector', `Invalid value: ${JSON.stringify(selector)}: field is immutable`]] as const)
			: []),
	];
	return causes.map(([field, message]) => ({reason: 'FieldValueInvalid', message, field}));
};

// A policy of this server's (test/fixtures/rancher2/more/edit-admission-refused-422.raw.http).
const policy =
	"ValidatingAdmissionPolicy 'no-latest' with binding 'no-latest' denied request: images need a fixed tag (GitOps only)";

const named = ({kind, apiVersion, metadata}: Fields): {readonly kind: string; readonly name: string} => {
	const [group = '', version] = textOf(apiVersion).split('/');
	return {
		kind: version === undefined ? textOf(kind) : `${textOf(kind)}.${group}`,
		name: textOf(memberAt(metadata, 'name')),
	};
};

/** What is wrong with an object that is to replace `before` (test/fixtures/rancher2/more/edit-put-*.raw.http). */
export const faultIn = (before: Fields, body: Fields): Fault | undefined => {
	const kind = textOf(body.kind);
	const version = textOf(body.apiVersion).split('/').at(-1) ?? '';
	if (typeof memberAt(body, 'spec', 'replicas') === 'string') {
		const message = `${kind} in version "${version}" cannot be handled as a ${kind}: json: cannot unmarshal string into Go struct field ${kind}Spec.spec.replicas of type int32`;
		return {status: 400, reason: 'BadRequest', message};
	}

	const {kind: full, name} = named(body);
	const causes = invalidFields(before, body);
	if (causes.length > 0) {
		const texts = causes.map(({field, message}) => `${textOf(field)}: ${textOf(message)}`);
		const list = texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`;
		return {status: 422, reason: 'Invalid', message: `${full} "${name}" is invalid: ${list}`, causes, kind};
	}

	const earlier = new Set(containersIn(before).map(each => textOf(memberAt(each, 'image'))));
	const isRefused = containersIn(body)
		.map(each => textOf(memberAt(each, 'image')))
		.some(image => image.endsWith(':latest') && !earlier.has(image));
	if (!isRefused) return undefined;
	const message = `deployments.apps "${name}" is forbidden: ${policy}`;
	return {status: 422, reason: 'Invalid', message, causes: [{message: policy}]};
};
