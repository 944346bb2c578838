import type {SourceConfig} from '../../model/source-config.js';
import {createHttpClient, type HttpClient} from '../../transport/http.js';
import {type Route, routeOf} from '../../transport/route.js';
import {openSocket, type Socket, type SocketOptions} from '../../transport/websocket.js';

/** A websocket without what the way to its server decides. */
export type WaySocket = Omit<SocketOptions, 'url' | keyof Route>;

/** How requests get to a server. */
export type Way = {
	/** Makes a client. Opens nothing yet. */
	readonly client: () => HttpClient;
	/** Opens a websocket at a path below the server's URL; rejects as `openSocket`. */
	readonly socket: (path: string, options: WaySocket) => Promise<Socket>;
	/** The credentials for what stands between, as they are now; null where nothing does. */
	readonly credentials: () => Promise<unknown>;
};

/** The way to a server that this machine can reach. */
export const directly = (config: SourceConfig): Way => {
	const {url} = config;
	const route = routeOf(config);
	return {
		client: () => createHttpClient({url, ...route}),
		credentials: async () => null,
		socket: (path, options) => openSocket({...options, ...route, url: `${url}/${path}`}),
	};
};
