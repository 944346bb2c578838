import {ServerError} from '../../../../model/errors.js';
import {knownKinds} from '../../rows/kinds.js';
import type {Scope} from '../../rows/scope.js';

// These belong to no namespace, and so to no project.
const clusterWide: ReadonlySet<string> = new Set([
	'node',
	'persistentvolume',
	'storageclass',
	'customresourcedefinition',
]);

/**
 * The error that it is to ask for a kind of which the server shows no schema; null for one that the server may just not
 * have. Those with usual names are on every server: a schema that is missing is one that this user may not see (steve
 * pkg/schema/factory.go).
 *
 * @param base URL of the Steve
 */
export const hiddenError = (kind: string, base: string, scope: Scope): ServerError | null => {
	const known = knownKinds.get(kind);
	const isOfProject = scope.project !== null && scope.cluster !== null;
	if (known === undefined || (isOfProject && clusterWide.has(kind))) return null;
	const account = {
		attempted: `Cannot list ${known.plural}`,
		target: `${base}/${known.plural}`,
		answer: 'the server shows this user no such kind',
		advice: 'this user lacks the right',
	};
	return new ServerError(account, 403, '');
};
