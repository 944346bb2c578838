import {join} from 'node:path';
import * as v from 'valibot';
import {messageOf, UsageError} from '../model/errors.ts';
import type {Credentials} from '../model/source-config.ts';
import {certificateFault} from './certificates.ts';
import {constantly, type Draft, draftOf} from './draft.ts';
import {type Environment, type Warn, withProject} from './environment.ts';
import {expandPath, type Files, readableFault} from './files.ts';
import {parseSourceUrl, type SourceUrl} from './source-url.ts';

/** A server that a vendor's own tool knows. */
export type VendorServer = {
	readonly draft: Draft;
	/** The tool would use it now: it is watched when nothing else is named. */
	readonly current: boolean;
};

/** Where the files are looked for. */
export type VendorPlaces = {
	readonly files: Files;
	readonly environment: Environment;
	readonly home: string;
	readonly warn: Warn;
	/** Takes why a file as a whole is of no use. */
	readonly fail: Warn;
};

const optionalText = v.optional(v.string());

// rancher/cli v1.6 `cmd/config.go`
const cliSchema = v.object({
	url: v.string(),
	accessKey: v.string(),
	secretKey: v.string(),
	environment: optionalText,
});

// rancher/cli `config/config.go`
const cli2Schema = v.object({
	Servers: v.record(
		v.string(),
		v.object({
			url: v.string(),
			accessKey: optionalText,
			secretKey: optionalText,
			tokenKey: optionalText,
			cacert: optionalText,
		}),
	),
	CurrentServer: optionalText,
});

// Only what was expected and where: a parser's own message may quote the text, and with it a secret.
const faultOf = (error: unknown): string => {
	if (error instanceof SyntaxError) return 'it is no JSON';
	if (!v.isValiError<typeof cliSchema | typeof cli2Schema>(error)) return messageOf(error);
	const [issue] = error.issues;
	const what = v.getDotPath(issue) ?? 'the whole';
	return issue.input === undefined ? `${what} is missing` : `${what} is wrong; expected ${issue.expected}`;
};

/** Reads one file of another tool; what is wrong with it is not ours to refuse while there are others. */
const tryRead = <Result>(
	path: string,
	{files, warn, fail}: VendorPlaces,
	read: (text: string) => Result[],
): Result[] => {
	try {
		const text = files.read(path);
		if (text === null) return [];
		const found = read(text);
		const fault = found.length > 0 ? readableFault(path, files) : null;
		if (fault !== null) warn(fault);
		return found;
	} catch (error) {
		fail(`${path} is ignored: ${faultOf(error)}`);
		return [];
	}
};

const rancher1Servers = (places: VendorPlaces): VendorServer[] => {
	const path = join(places.home, '.rancher', 'cli.json');
	return tryRead(path, places, text => {
		const {url, accessKey, secretKey, environment} = v.parse(cliSchema, JSON.parse(text));
		const typed: SourceUrl = {...parseSourceUrl(url.replace(/\/schemas\/?$/, ''), path), family: 'rancher1'};
		const login = constantly({type: 'basic', username: accessKey, password: secretKey});
		return [{current: true, draft: {...draftOf(path, typed), ...withProject(typed, environment), login}}];
	});
};

const rancher2Servers = (places: VendorPlaces): VendorServer[] => {
	const {environment, home, warn} = places;
	const path = join(environment.RANCHER_CONFIG_DIR || join(home, '.rancher'), 'cli2.json');
	return tryRead(path, places, text => {
		const {Servers, CurrentServer} = v.parse(cli2Schema, JSON.parse(text));
		return Object.entries(Servers).map(
			([name, {url, accessKey, secretKey, tokenKey, cacert}]): VendorServer => {
				const address: SourceUrl = {...parseSourceUrl(url, path), family: 'rancher2'};
				const authorities = cacert ? cacert.replaceAll('\\n', '\n') : null;
				const fault = authorities === null ? null : certificateFault(authorities);
				if (fault !== null) warn(`${path}: cacert of ${name} is ignored: ${fault}`);
				const credentials: Credentials | null = tokenKey
					? {type: 'bearer', token: tokenKey}
					: accessKey && secretKey
						? {type: 'basic', username: accessKey, password: secretKey}
						: null;
				return {
					current: !CurrentServer || !(CurrentServer in Servers) || CurrentServer === name,
					draft: {
						...draftOf(path, address),
						login: credentials === null ? null : constantly(credentials),
						certificateAuthorities: fault === null ? authorities : null,
					},
				};
			},
		);
	});
};

/** The profile `main` of pepper's file (saltstack/pepper `pepper/cli.py`): an INI file with the names of the environment. */
const parsePepper = (text: string): Readonly<Record<string, string>> => {
	const values: Record<string, string> = {};
	let section = '';
	for (const line of text.split(/\r?\n/)) {
		section = /^\[(.+)\]\s*$/.exec(line)?.[1] ?? section;
		const [, key, value] = /^\s*(\w+)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
		if (section === 'main' && key !== undefined && value !== undefined) values[key.toUpperCase()] = value;
	}

	if (Object.keys(values).length === 0 && text.trim() !== '')
		throw new UsageError('it has no section [main] with SALTAPI_URL=https://…');
	return values;
};

const saltServers = (places: VendorPlaces): VendorServer[] => {
	const {environment, home} = places;
	const path = expandPath(environment.PEPPERRC || '~/.pepperrc', home, join(home, '.pepperrc'));
	return tryRead(path, places, text => {
		const {SALTAPI_URL, SALTAPI_USER, SALTAPI_PASS, SALTAPI_EAUTH} = parsePepper(text);
		if (!SALTAPI_URL) return [];
		const address: SourceUrl = {...parseSourceUrl(SALTAPI_URL, path), family: 'salt'};
		const eauth = SALTAPI_EAUTH || null;
		const user = SALTAPI_USER ? {name: SALTAPI_USER, eauth} : null;
		const login =
			SALTAPI_USER && SALTAPI_PASS
				? constantly({type: 'login', username: SALTAPI_USER, password: SALTAPI_PASS, eauth})
				: null;
		return [{current: true, draft: {...draftOf(path, address), login, user: login ? null : user}}];
	});
};

/** The servers in the files of the Rancher CLIs and of pepper. */
export const vendorServers = (places: VendorPlaces): readonly VendorServer[] => [
	...rancher1Servers(places),
	...rancher2Servers(places),
	...saltServers(places),
];
