import {RefusedError, ServerError, UsageError} from '../model/errors.js';
import type {SourceConfig} from '../model/source-config.js';
import {answerText} from '../transport/errors.js';
import {createHttpClient, type HttpClient, type HttpResponse} from '../transport/http.js';
import {routeOf} from '../transport/route.js';
import type {SourceFamily} from './family.js';

const attempted = 'Cannot find out what kind of server this is';

const formsOf = (families: readonly SourceFamily[]): string =>
	families.map(({name}) => `${name}+https://…`).join(', ');

/** What keeps a server from being known: an error of its own or of a proxy before it; null for a good answer. */
const faultOf = (
	{status, text}: HttpResponse,
	target: string,
	families: readonly SourceFamily[],
): Error | null => {
	const account = {attempted, target, answer: answerText(status, text)};
	if (status >= 500) return new ServerError(account, status, '');
	if (status !== 401 && status !== 403) return null;
	return new RefusedError({
		...account,
		advice: `say which it is, so that it is asked with credentials: ${formsOf(families)}`,
	});
};

const probesOf = async (families: readonly SourceFamily[]) => {
	const probes = await Promise.all(families.map(async ({name, probe}) => ({name, ...(await probe())})));
	return probes.toSorted((left, right) => (left.rank ?? probes.length) - (right.rank ?? probes.length));
};

const ask = async (
	client: HttpClient,
	families: readonly SourceFamily[],
	signal: AbortSignal,
): Promise<string | null> => {
	let fault: Error | null = null;
	for (const {name, path, recognise} of await probesOf(families)) {
		const response = await client.request({path, attempted, timeoutMs: 15_000, signal});
		if (recognise(response)) return name;
		fault ??= faultOf(response, client.url, families);
	}

	if (fault) throw fault;
	return null;
};

/**
 * Finds out which of these families a server is of, without sending credentials.
 *
 * @throws UnreachableError when it does not answer, RefusedError or ServerError when all that it answers is an error,
 * UsageError when it is none of them
 */
export const discoverFamily = async (
	config: SourceConfig,
	families: readonly SourceFamily[],
	signal: AbortSignal,
): Promise<string> => {
	const {name, url} = config;
	const client = createHttpClient({url, ...routeOf(config)});
	try {
		const family = await ask(client, families, signal);
		if (family !== null) return family;
	} finally {
		await client.close();
	}

	const servers = families.map(({server}) => `as ${server}`).join(' nor ');
	throw new UsageError(
		`${name}: ${url} answers, but neither ${servers}; say which it is: ${formsOf(families)}`,
	);
};
