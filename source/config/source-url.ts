import {UsageError} from '../model/errors.js';
import type {Family} from '../model/resource.js';

/** Where a source is. */
export type SourceUrl = {
	/** Null: the server must be asked. */
	readonly family: Family | null;
	/** As in `SourceConfig`: without prefix, credentials and slash at the end. */
	readonly url: string;
};

const forms = 'rancher1+https://…, rancher2+https://…, salt+https://… or https://…';

const ways =
	'give them in the configuration file (tokenCommand, passwordFile, …), in the environment (RANCHER_ACCESS_KEY and RANCHER_SECRET_KEY, RANCHER_TOKEN, SALTAPI_USER and SALTAPI_PASS) or at the prompt';

// Addresses of the servers' own web pages, so that one can be pasted from the browser.
const pages: ReadonlyArray<readonly [RegExp, string]> = [
	[/^\/env\/(1a\d+)(?:\/.*)?$/, '/v2-beta/projects/$1'],
	// `_` is the dashboard's word for no cluster (rancher/dashboard shell/store/store-types.js, BLANK_CLUSTER).
	[/^\/dashboard\/c\/(?!_(?:\/|$))([\w-]+)(?:\/.*)?$/, '/k8s/clusters/$1'],
	[/^\/(?:c|g\/clusters)\/([\w-]+)(?:\/.*)?$/, '/v3/clusters/$1'],
	[/^\/p\/([\w-]+:[\w-]+)(?:\/.*)?$/, '/v3/projects/$1'],
	// Those of no cluster or project mean the whole server.
	[/^\/dashboard(?:\/.*)?$/, '/v3'],
	[/^\/(?:g|n)(?:\/.*)?$/, '/v3'],
	[/^\/(?:login|admin\/.*)$/, ''],
	// The same of their API's own pages.
	[/^(\/v(?:1|2-beta)\/projects\/1a\d+)\/.+$/, '$1'],
	[/^(\/(?:v3|k8s)\/clusters\/[\w-]+)\/.+$/, '$1'],
	[/^(\/v3\/projects\/[\w-]+:[\w-]+)\/.+$/, '$1'],
	[/^\/v3\/(?!clusters\/|projects\/).*$/, '/v3'],
	[/^\/v1\/[a-z]+\.[\w.-]+(?:\/.*)?$/, '/v3'],
];

const ofPath = (path: string): Family | null => {
	if (/^\/v(?:1|2-beta)(?:\/|$)/.test(path)) return 'rancher1';
	return /^\/(?:v3|k8s|dashboard)(?:\/|$)/.test(path) ? 'rancher2' : null;
};

const withoutEntry = (family: Family | null, path: string): string => {
	if (family === 'rancher1') return path.replace(/\/schemas$/, '');
	return family === 'rancher2' ? path.replace(/^\/(?:v3|v1|dashboard)$/, '') : path;
};

const parsed = (text: string, where: string): URL => {
	// A text that holds an @ may hold a password: it is never repeated.
	const shown = text.includes('@') ? 'what is given' : `'${text}'`;
	if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
		throw new UsageError(`${where}: ${shown} is not the address of a source; expected ${forms}`);
	}

	const url = new URL(text);
	if (url.username !== '' || url.password !== '') {
		throw new UsageError(
			`${where}: a URL with a user name or password in it is refused (${url.host}): arguments and logs are public; ${ways}`,
		);
	}

	return url;
};

// What follows may hold credentials, unless it is a page of the server's that the browser was on.
const refuseQuery = ({host, search, hash}: URL, where: string): void => {
	if (search === '' && hash === '') return;
	throw new UsageError(
		`${where}: the URL of a source (${host}) has nothing after ? or #; credentials: ${ways}`,
	);
};

/**
 * Reads the URL of a source as typed, or pasted from the browser; `where` names it in errors.
 * Throws `UsageError` when it is none, or has credentials in it, without repeating those.
 */
export const parseSourceUrl = (text: string, where: string): SourceUrl => {
	const [, prefix, rest] = /^(?:(\w+)\+)?(.*)$/s.exec(text.trim()) ?? [];
	const named = prefix?.toLowerCase();
	if (named !== undefined && named !== 'rancher1' && named !== 'rancher2' && named !== 'salt') {
		throw new UsageError(`${where}: '${named}+' is not a family of servers; expected ${forms}`);
	}

	const url = parsed(rest ?? '', where);
	const typed = url.pathname.replace(/\/{2,}/g, '/').replace(/\/$/, '');
	const page = named === 'salt' ? undefined : pages.find(([pattern]) => pattern.test(typed));
	if (!page) refuseQuery(url, where);
	const path = page ? typed.replace(...page) : typed;
	const family = named ?? ofPath(path);
	return {family, url: `${url.origin}${withoutEntry(family, path)}`};
};

/** Whether two sources are on the same server, so that credentials for the one may be sent to the other. */
export const isSameServer = (left: SourceUrl, right: SourceUrl): boolean =>
	new URL(left.url).origin === new URL(right.url).origin &&
	(left.family === right.family || left.family === null || right.family === null);

/** Whether a source on the command line is meant as a URL, not as a name. */
export const isUrl = (text: string): boolean => text.includes('://');
