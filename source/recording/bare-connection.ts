import type {RecordedConnection} from '../model/recording.js';

/** A source of which nothing is known yet. */
export const bareConnection = ({
	name,
	family,
	url,
}: Pick<RecordedConnection, 'name' | 'family' | 'url'>): RecordedConnection => ({
	name,
	family,
	url,
	insecure: false,
	readOnly: false,
	enabled: true,
	status: 'connecting',
	message: null,
	retryAt: null,
	polling: false,
	starting: false,
	since: 0,
	lastEventAt: null,
	wasLive: false,
	waitingSince: null,
	faults: 0,
	recentFaults: [],
	gap: null,
	scopes: [],
	progress: [],
	missing: [],
	listed: [],
	kinds: [],
});
