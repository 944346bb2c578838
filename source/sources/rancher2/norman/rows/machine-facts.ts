import type {MachineFacts} from '../../../../model/machine.js';
import {textOf} from '../../../requests/json-fields.js';
import type {NormanObject} from '../wire/frames.js';

/** The machine that a node is; the API does not report the machine id (norman-nodes.http). */
export const machineFactsOf = (object: NormanObject): MachineFacts => {
	const texts = (...fields: readonly string[]) =>
		fields.map(field => textOf(object, field)).filter(text => text !== null);
	return {
		names: texts('nodeName', 'hostname', 'requestedHostname'),
		addresses: texts('ipAddress', 'externalIpAddress'),
		machineId: null,
	};
};
