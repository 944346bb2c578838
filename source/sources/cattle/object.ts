import {isMap, type WireMap} from '../wire-map.ts';
import {isSecretName} from './frames.ts';

const blank = '***';
// Links and actions are addresses; ids only point at secrets.
const harmless = /^(links|actions|actionLinks)$|Ids?$/;
const assignment = /^([\w.-]+)=/;

// The address to register a host holds a token in its path (cattle RegistrationToken).
const isTokenAddress = (name: string, of: string) =>
	of === 'registrationToken' && (name === 'command' || name.endsWith('Url'));

// A file in a field: compose files hold the environment of their services.
const setting = /^(\s*(?:- )?["']?)([\w.-]+)(["']?\s*[:=]\s*)\S.*?(["']?)$/;

const blankLine = (line: string): string => {
	const [, front = '', name = '', sign = '', end = ''] = setting.exec(line) ?? [];
	return isSecretName(name) ? front + name + sign + blank + end : line;
};

const blankText = (text: string): string => {
	if (text.includes('\n')) return text.split('\n').map(blankLine).join('\n');
	const name = assignment.exec(text)?.[1];
	return name !== undefined && isSecretName(name) ? `${name}=${blank}` : text;
};

const blankValue = (value: unknown, secret: boolean, type: string): unknown => {
	if (Array.isArray(value)) return value.map(entry => blankValue(entry, secret, type));
	if (isMap(value)) return withoutSecrets(value, type, secret);
	if (value === null || value === undefined || value === '' || typeof value === 'boolean') return value;
	if (secret) return blank;
	return typeof value === 'string' ? blankText(value) : value;
};

/** The object with every value blanked whose name says that it is a secret: passwords, tokens, environment variables. */
export const withoutSecrets = (object: WireMap, type = String(object.type), all = false): WireMap => {
	const shown: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(object)) {
		if (harmless.test(name) || name === 'type') shown[name] = value;
		else shown[name] = blankValue(value, all || isSecretName(name) || isTokenAddress(name, type), type);
	}

	return shown;
};
