import {RefusedError, ServerError, UsageError} from '../model/errors.js';
import {isObject} from '../model/json-object.js';
import type {Family} from '../model/resource.js';
import type {SourceConfig} from '../model/source-config.js';
import {answerText} from '../transport/errors.js';
import {createHttpClient, type HttpClient, type HttpResponse} from '../transport/http.js';
import {routeOf} from '../transport/route.js';

type Probe = {
	readonly family: Family;
	readonly path: string;
	readonly recognise: (response: HttpResponse) => boolean;
};

const fieldOf = (response: HttpResponse, name: string): unknown => {
	const body = response.json();
	return isObject(body) ? body[name] : undefined;
};

// No credentials are sent: each of these answers in its own way without them.
const probes: readonly Probe[] = [
	{
		// Rancher 2 tells its version to everybody (rancher `routes.go`) and whether it knows you (`pkg/auth/server.go`).
		family: 'rancher2',
		path: '/rancherversion',
		recognise: response =>
			response.headers['x-api-cattle-auth'] !== undefined || typeof fieldOf(response, 'Version') === 'string',
	},
	{
		// Rancher 1 names itself in every answer since 1.2 (cattle `ApiRequestFilter.java`), its schemas always.
		family: 'rancher1',
		path: '/v1',
		recognise: response =>
			response.headers['x-api-schemas'] !== undefined ||
			(response.headers['x-rancher-version'] ?? '').startsWith('v1.') ||
			(response.headers['www-authenticate'] ?? '').includes('API access key'),
	},
	{
		// salt-api welcomes everybody at its root, which can lie below a path (`root_prefix`), and lists its clients (salt
		// `rest_cherrypy/app.py`).
		family: 'salt',
		path: './',
		recognise: response =>
			fieldOf(response, 'return') === 'Welcome' ||
			(response.headers.server ?? '').startsWith('CherryPy') ||
			Array.isArray(fieldOf(response, 'clients')),
	},
];

const attempted = 'Cannot find out what kind of server this is';

/** What keeps a server from being known: an error of its own or of a proxy before it; null for a good answer. */
const faultOf = ({status, text}: HttpResponse, target: string): Error | null => {
	const account = {attempted, target, answer: answerText(status, text)};
	if (status >= 500) return new ServerError(account, status, '');
	if (status !== 401 && status !== 403) return null;
	return new RefusedError({
		...account,
		advice:
			'say which it is, so that it is asked with credentials: rancher1+https://…, rancher2+https://…, salt+https://…',
	});
};

const ask = async (client: HttpClient, signal: AbortSignal): Promise<Family | null> => {
	let fault: Error | null = null;
	for (const {family, path, recognise} of probes) {
		const response = await client.request({path, attempted, timeoutMs: 15_000, signal});
		if (recognise(response)) return family;
		fault ??= faultOf(response, client.url);
	}

	if (fault) throw fault;
	return null;
};

/**
 * Finds out which family a server is of, without sending credentials.
 *
 * @throws UnreachableError when it does not answer, RefusedError or ServerError when all that it answers is an error,
 * UsageError when it is none of them
 */
export const discoverFamily = async (config: SourceConfig, signal: AbortSignal): Promise<Family> => {
	const {name, url} = config;
	const client = createHttpClient({url, ...routeOf(config)});
	try {
		const family = await ask(client, signal);
		if (family !== null) return family;
	} finally {
		await client.close();
	}

	throw new UsageError(
		`${name}: ${url} answers, but neither as Rancher nor as salt-api; ` +
			'say which it is: rancher1+https://…, rancher2+https://…, salt+https://…',
	);
};
