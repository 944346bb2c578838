import {UnreachableError} from '../../model/errors.js';
import type {SourceConfig} from '../../model/source-config.js';
import {systemClock} from '../../transport/clock.js';
import type {ServerChecks} from '../family.js';
import {awaitFirstFrame} from '../requests/first-frame.js';
import {directly, type Way} from '../requests/way.js';
import {readIdentity} from './whoami.js';
import {type Api, createApis} from './wire/api.js';

/** `retry: 400` comes at once, before any event (salt/netapi/rest_cherrypy/app.py). */
const tryEvents = async (api: Api, signal: AbortSignal): Promise<string> => {
	const begunAt = performance.now();
	const {stream} = await api.events(signal);
	try {
		const {done} = await stream.body[Symbol.asyncIterator]().next();
		if (!done) return `/events sent its first bytes after ${Math.round(performance.now() - begunAt)} ms`;
		throw new UnreachableError({
			attempted: 'Cannot follow events',
			target: `${api.url}/events`,
			answer: 'the stream ended before its first bytes',
			advice: 'check that proxies in between do not buffer it',
		});
	} finally {
		stream.close();
	}
};

const trySocket = async (api: Api, signal: AbortSignal): Promise<string> => {
	const ms = await awaitFirstFrame({
		open: async (onFrame, over) => (await api.socket({onFrame}, over)).socket,
		// It answers to whatever it is sent.
		greeting: 'websocket client ready',
		target: `${api.url}/ws`,
		signal,
	});
	return `/ws sent its first frame after ${ms} ms`;
};

/** Looks at a Salt master. */
export const openChecks = (config: SourceConfig, way: Way | null): ServerChecks => {
	const apis = createApis({
		config,
		way: way ?? directly(config),
		clock: systemClock,
		sessionless: false,
		onDisabled: () => undefined,
	});
	const api = apis.urgent;
	return {
		// salt-api has no page for it, and no call that everybody may make.
		version: async () => null,
		identity: (_withRights, signal) => readIdentity(api.login, signal),
		stream: signal => (config.eventTransport === 'ws' ? trySocket : tryEvents)(api, signal),
		close: apis.close,
	};
};
