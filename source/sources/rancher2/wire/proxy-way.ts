import {jsonText} from '../../../model/json.js';
import type {SourceConfig} from '../../../model/source-config.js';
import {type Clock, systemClock} from '../../../transport/clock.js';
import {createHttpClient, type HttpClient, type HttpRequest} from '../../../transport/http.js';
import {routeOf} from '../../../transport/route.js';
import {openSocket, UpgradeAnswer} from '../../../transport/websocket.js';
import type {Way, WaySocket} from '../../requests/way.js';
import {isMarked, type ProxyAnswer, throwUnlessTargets} from './proxy-answer.js';
import {ProxySession} from './proxy-session.js';

const bytesOf = ({body}: HttpRequest): number =>
	Buffer.byteLength(typeof body === 'string' ? body : (jsonText(body) ?? ''));

/**
 * The way to a server through `/meta/proxy` of a Rancher 2. No credential of Rancher's reaches the server, unless
 * `allowOldRancher` says that it may; a cloud credential, where one is configured, is put in by Rancher itself.
 */
export const wayThrough = (proxy: SourceConfig, config: SourceConfig, clock: Clock = systemClock): Way => {
	const session = new ProxySession(proxy, config, clock);
	const {protocol, host, pathname} = new URL(config.url);
	const route = routeOf(proxy);
	const path = pathname.replace(/\/{2,}/g, '/').replace(/\/$/, '');
	// One slash after the scheme: two anywhere are answered with a redirect (test/fixtures/meta-proxy/08-two-slashes).
	const url = `${new URL(proxy.url).origin}/meta/proxy/${protocol}/${host}${path}`;

	let isRecent = false;
	const check = (attempted: string, answer: ProxyAnswer): void => {
		isRecent ||= isMarked(answer);
		const {allowOldRancher = false} = config;
		throwUnlessTargets({attempted, proxy: proxy.name, url: config.url, allowOldRancher, isRecent}, answer);
	};

	const client = (): HttpClient => {
		const inner = createHttpClient({url, ...route});
		return {
			...inner,
			request: request =>
				session.send(async own => {
					const response = await inner.request({...request, headers: {...request.headers, ...own}});
					const {status, headers, text: body} = response;
					check(request.attempted, {status, headers, body, sentBytes: bytesOf(request)});
					return response;
				}),
			stream: request =>
				session.send(async own => {
					const response = await inner.stream({...request, headers: {...request.headers, ...own}});
					const {status, headers} = response;
					const body = status < 400 ? '' : await response.text();
					try {
						check(request.attempted, {status, headers, body, sentBytes: bytesOf(request)});
					} catch (error) {
						response.close();
						throw error;
					}

					return status < 400 ? response : {...response, text: async () => body};
				}),
			async close() {
				await inner.close();
				await session.logOut();
			},
		};
	};

	const socket = (below: string, options: WaySocket) =>
		session.send(async own => {
			const headers = {...options.headers, ...own};
			try {
				return await openSocket({...options, ...route, url: `${url}/${below}`, headers});
			} catch (error) {
				const answer = error instanceof Error ? error.cause : null;
				// Without its Upgrade header a request gets no further than to what removed it.
				if (answer instanceof UpgradeAnswer && !answer.missesUpgrade)
					check(options.attempted, {...answer, sentBytes: 0});
				throw error;
			}
		});

	return {client, socket, credentials: () => proxy.credentials()};
};
