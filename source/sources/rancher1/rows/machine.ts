import type {MachineFacts} from '../../../model/machine.js';
import {mapsOf, textOf} from '../../requests/json-fields.js';
import type {Rancher1Object} from '../wire/frames.js';

/**
 * The machine that a host is. Its name can be chosen by a person, and its address is the one that its agent registered
 * with; old servers have linked resources for addresses (list-real-hosts.http, v1-list-hosts.http).
 */
export const machineOf = (object: Rancher1Object): MachineFacts => {
	const linked = mapsOf(object, 'ipAddresses').map(each => textOf(each, 'address'));
	const addresses = [textOf(object, 'agentIpAddress'), ...linked];
	return {
		names: [textOf(object, 'hostname'), textOf(object, 'name')].filter(name => name !== null),
		addresses: addresses.filter(address => address !== null),
		machineId: null,
	};
};
