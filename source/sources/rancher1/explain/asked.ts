import type {JsonObject} from '../../../model/json-object.js';
import type {Resource} from '../../../model/resource.js';
import {redactFields} from '../../../secrets/value.js';
import {mapOf, mapsOf, textOf} from '../../requests/json-fields.js';
import type {Api} from '../wire/api.js';
import type {Asked} from './gather.js';

const logLines = 20;

/** A resource's path, and how it is read. */
type Reach = (
	resource: Resource,
	signal: AbortSignal,
) => Promise<{readonly path: string; readonly read: () => Promise<JsonObject>}>;

/** How what explains a row is asked for. */
export const askedOf = (api: Api, reach: Reach): Asked => ({
	async object(resource, signal) {
		const {read} = await reach(resource, signal);
		return redactFields(await read());
	},
	async log(service, signal) {
		const {path, read} = await reach(service, signal);
		// Servers before 1.2 keep none.
		if (textOf(mapOf(await read(), 'links'), 'serviceLogs') === null) return [];
		const attempted = `Cannot read the log of ${service.name}`;
		const query = `sort=id&order=desc&limit=${logLines}`;
		const {body} = await api.call({path: `${path}/servicelogs?${query}`, attempted, signal});
		return mapsOf(body, 'data');
	},
});
