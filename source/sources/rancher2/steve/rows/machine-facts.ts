import type {MachineFacts} from '../../../../model/machine.js';
import {mapOf, mapsOf, textOf} from '../../../requests/json-fields.js';
import type {SteveObject} from '../wire/frames.js';

const isName = (type: unknown): boolean => typeof type === 'string' && /(?:Hostname|DNS)$/.test(type);

/** The machine that a node is: its kubelet reports names, addresses and the machine id (list-nodes.http). */
export const machineFactsOf = (object: SteveObject): MachineFacts => {
	const status = mapOf(object, 'status');
	const reported = mapsOf(status, 'addresses').flatMap(each => {
		const value = textOf(each, 'address');
		return value === null ? [] : [{isName: isName(each.type), value}];
	});
	const valuesOf = (names: boolean) => reported.filter(each => each.isName === names).map(({value}) => value);
	return {
		names: [object.id, ...valuesOf(true)],
		addresses: valuesOf(false),
		machineId: textOf(mapOf(status, 'nodeInfo'), 'machineID'),
	};
};
