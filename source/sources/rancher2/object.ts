import {isMap, type WireMap} from '../wire-map.ts';
import {isSecretName} from './secret-names.ts';

const blank = '***';
// Names of secrets, addresses and flags are no secrets.
const harmless = /^(?:links|actions|actionLinks)$|(?:Name|Names|Ref|Refs|Id|Ids|Path|Namespace|Seconds|Url)$/;
// A copy of the whole object as somebody applied it, and what nobody reads.
const dropped: ReadonlySet<string> = new Set([
	'kubectl.kubernetes.io/last-applied-configuration',
	'managedFields',
]);

const blankValue = (value: unknown, secret: boolean): unknown => {
	if (Array.isArray(value)) return value.map(entry => blankValue(entry, secret));
	if (isMap(value)) return blankMap(value, secret);
	return secret && typeof value === 'string' && value !== '' ? blank : value;
};

const blankMap = (map: WireMap, all: boolean): WireMap => {
	const shown: Record<string, unknown> = {};
	// An environment variable: what it is called decides about its value.
	const isNamed = typeof map.name === 'string' && typeof map.value === 'string' && isSecretName(map.name);
	for (const [name, value] of Object.entries(map)) {
		if (dropped.has(name)) continue;
		const secret = (isNamed && name === 'value') || (isSecretName(name) && !harmless.test(name));
		shown[name] = harmless.test(name) && !all ? blankValue(value, false) : blankValue(value, all || secret);
	}

	return shown;
};

/** The object with every value blanked whose name says that it is a secret, and all values of a Secret. */
export const withoutSecrets = (object: WireMap, kind: string): WireMap => {
	const shown = blankMap(object, false);
	if (kind !== 'secret') return shown;
	const values = ['data', 'stringData'].filter(name => isMap(object[name]));
	return {...shown, ...Object.fromEntries(values.map(name => [name, blankValue(object[name], true)]))};
};
