import type {Field} from '../../model/action.js';
import {localHost, nextFreePort} from './local-port.js';

/** The fields of a forward with the local port after them: the next free one is proposed where the same one is taken. */
export const withLocalPort = async (fields: readonly Field[]): Promise<readonly Field[]> => {
	const port = Number(fields.find(({name}) => name === 'port')?.initial);
	const free = port > 0 ? await nextFreePort(port) : port;
	const isTaken = free !== null && free !== port;
	return [
		...fields,
		{
			name: 'localPort',
			title: 'Local port',
			type: 'integer',
			of: null,
			required: false,
			nullable: true,
			initial: isTaken ? String(free) : '',
			options: [],
			minimum: 1,
			maximum: 65_535,
			description: isTaken
				? `${port} is not free here, ${free} is`
				: `On ${localHost}; the same port if left empty`,
		},
	];
};
