import {ServerError} from '../../model/errors.js';
import {isObject} from '../../model/json-object.js';
import type {SourceConfig} from '../../model/source-config.js';
import type {ServerChecks} from '../family.js';
import {awaitFirstFrame} from '../requests/first-frame.js';
import {textOf} from '../requests/json-fields.js';
import {steveBase} from './steve/wire/api.js';
import {readIdentity} from './whoami.js';
import {type Api, createApis} from './wire/api.js';
import {type Place, placeOf} from './wire/place.js';
import {usualTiming} from './wire/timing.js';

const attempted = 'Cannot follow changes';

/** To everybody by a page of its own; before there was one, by a setting. */
const readVersion = async (api: Api, signal: AbortSignal): Promise<string | null> => {
	const request = {attempted: 'Cannot read the version', signal};
	const body = (await api.ask({...request, path: '/rancherversion'})).json();
	if (isObject(body) && typeof body.Version === 'string') return body.Version;
	try {
		return textOf(await api.call({...request, path: '/v3/settings/server-version'}), 'value');
	} catch (error) {
		if (error instanceof ServerError) return null;
		throw error;
	}
};

/** A stream, and what makes it send a frame: both answer or ping within seconds. */
type Door = {readonly title: string; readonly url: string; readonly greeting: string | null};

// Steve says `resource.start` at once (test/fixtures/rancher2/subscribe-steve-management.txt), the management API pings
// every five seconds.
const doorsOf = ({cluster, direct}: Place): readonly Door[] => {
	const own = direct ? cluster : null;
	const resourceType = own === null ? 'management.cattle.io.cluster' : 'namespace';
	return [
		{
			title: own === null ? 'Steve' : `Steve of cluster ${own}`,
			url: `${steveBase(own)}/subscribe`,
			greeting: JSON.stringify({resourceType}),
		},
		{title: 'the management API', url: '/v3/subscribe?resourceTypes=cluster&sockId=1', greeting: null},
	];
};

const tryStream = async (api: Api, place: Place, signal: AbortSignal): Promise<string> => {
	let missing: unknown = null;
	for (const {title, url, greeting} of doorsOf(place)) {
		try {
			const ms = await awaitFirstFrame({
				open: (onFrame, over) => api.socket({url, attempted, silenceMs: null, signal: over, onFrame}),
				greeting,
				target: api.url,
				signal,
			});
			return `the websocket of ${title} sent its first frame after ${ms} ms`;
		} catch (error) {
			// A server, or an agent, from before Steve.
			if (!(error instanceof ServerError && error.status === 404)) throw error;
			missing ??= error;
		}
	}

	throw missing;
};

/** Looks at a Rancher 2. */
export const openChecks = (config: SourceConfig): ServerChecks => {
	const {urgent, login, close} = createApis(config, usualTiming);
	const place = placeOf(config.url);
	return {
		version: signal => readVersion(urgent, signal),
		async identity(withRights, signal) {
			// A token of one cluster is refused by Rancher's own API, which would know who it is of.
			if (place.direct && place.cluster !== null) {
				const path = `/k8s/clusters/${encodeURIComponent(place.cluster)}/version`;
				await urgent.call({path, attempted: 'Cannot reach the cluster', signal});
			}

			return readIdentity({urgent, login}, place, withRights, signal);
		},
		stream: signal => tryStream(urgent, place, signal),
		close,
	};
};
