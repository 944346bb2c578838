import {usualFields} from '../wire/page.js';

const query = (word: 'include' | 'exclude', fields: readonly string[]): string =>
	fields.map(field => `${word}=${field}`).join('&');

// Steve processes every object of a list, and a pod has many fields that no row shows. Its links are always included
// (steve pkg/resources/common/formatter.go); a field is a path, and an array is included whole.
const podFields = query('include', [
	'metadata.name',
	'metadata.namespace',
	'metadata.creationTimestamp',
	'metadata.resourceVersion',
	'metadata.deletionTimestamp',
	'metadata.deletionGracePeriodSeconds',
	'metadata.finalizers',
	'metadata.fields',
	'metadata.labels',
	'metadata.ownerReferences',
	'metadata.state',
	'spec.nodeName',
	'spec.containers',
	'spec.initContainers',
	'spec.ephemeralContainers',
	'spec.resources',
	'status.phase',
	'status.reason',
	'status.message',
	'status.conditions',
	'status.containerStatuses',
	'status.initContainerStatuses',
	'status.ephemeralContainerStatuses',
]);

// Values are not requested: they can be large, and secret.
const withoutValues = `${usualFields}&${query('exclude', ['data', 'stringData', 'binaryData'])}`;

const byKind: ReadonlyMap<string, string> = new Map([
	['pod', podFields],
	['configmap', withoutValues],
	['secret', withoutValues],
]);

const isValue = (field: string): boolean => /^(?:data|binaryData)(?:\.|$)/.test(field);

/**
 * The fields that the rows of a kind need, as part of the query of a listing. Frames always contain everything.
 *
 * @param more paths of fields that columns of the configuration show
 */
export const fieldsFor = (kind: string, more: readonly string[] = []): string => {
	if (kind === 'pod' && more.length > 0) {
		return more.includes('') ? usualFields : `${podFields}&${query('include', more.map(encodeURIComponent))}`;
	}

	return kind === 'configmap' && more.some(isValue) ? usualFields : (byKind.get(kind) ?? usualFields);
};
