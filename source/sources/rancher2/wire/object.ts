import {isObject, type JsonObject} from '../../../model/json-object.js';
import {redactFields} from '../../../secrets/value.js';

// The last-applied copy of the object, and fields that nobody reads.
const dropped: ReadonlySet<string> = new Set([
	'kubectl.kubernetes.io/last-applied-configuration',
	'managedFields',
]);

// What a token of `ext.cattle.io` is made of (fixtures more/ext-token-*); those of the management API say `token`.
const ofToken: ReadonlySet<string> = new Set(['value', 'hash', 'bearerToken']);

/** The object as it is shown: without its secrets, such as all values of a Secret. `kind` is that of its row. */
export const redactObject = (object: JsonObject, kind: string): JsonObject =>
	redactFields(object, {
		isOmitted: name => dropped.has(name),
		isSecret: (name, value, of) =>
			(kind === 'token' && ofToken.has(name)) ||
			((kind === 'secret' || of.kind === 'Secret') &&
				(name === 'data' || name === 'stringData') &&
				isObject(value)),
	});
