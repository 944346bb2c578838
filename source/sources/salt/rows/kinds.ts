import type {Column, Kind} from '../../../model/kind.js';

const newestFirst = {column: 'AGE', descending: false} as const;

const column = (title: string, type: Column['type'] = 'text', wide = false): Column => ({title, type, wide});

/** All that a Salt master has to show. Minions, keys and jobs are followed from the start. */
export const saltKinds: readonly Kind[] = [
	{
		name: 'minion',
		plural: 'minions',
		aliases: ['mi', 'min'],
		columns: [
			column('KEY'),
			column('SEEN', 'time'),
			column('HIGHSTATE'),
			column('BY'),
			column('OS'),
			column('VERSION'),
			column('ADDRESS'),
			column('HIGHSTATE AT', 'time', true),
			column('CHANGED', 'number', true),
			column('FAILED', 'number', true),
			column('LAST JOB', 'reference', true),
		],
		main: true,
		mainStates: null,
		children: ['job'],
		isMachine: true,
	},
	{
		name: 'job',
		plural: 'jobs',
		aliases: ['jid', 'jids'],
		columns: [
			column('TARGET'),
			column('RETURNED'),
			column('FAILED', 'number'),
			column('TOOK'),
			column('USER'),
			column('JID', 'text', true),
		],
		main: true,
		mainStates: null,
		sort: newestFirst,
		top: true,
		children: ['return'],
	},
	{
		name: 'key',
		plural: 'keys',
		aliases: ['ke'],
		columns: [column('FINGERPRINT')],
		main: true,
		mainStates: ['pending', 'denied'],
		children: [],
	},
	{
		name: 'return',
		plural: 'returns',
		aliases: ['ret'],
		columns: [column('FUNCTION'), column('RETCODE', 'number'), column('MINION', 'reference', true)],
		main: false,
		mainStates: null,
		children: [],
	},
	{
		name: 'beacon',
		plural: 'beacons',
		aliases: ['be'],
		columns: [column('LAST', 'time'), column('COUNT', 'number'), column('MINION', 'reference', true)],
		main: false,
		mainStates: null,
		children: [],
	},
	{
		name: 'event',
		plural: 'events',
		aliases: ['ev', 'bus', 'bus-events'],
		columns: [column('TIME', 'time'), column('MINION', 'reference')],
		main: false,
		mainStates: null,
		// Sorted as the events of other families, which one view shows together.
		sort: {column: 'SINCE', descending: false},
		children: [],
	},
	{
		name: 'internal-job',
		plural: 'internal-jobs',
		aliases: ['internal'],
		columns: [column('TARGET'), column('RETURNED'), column('USER'), column('JID', 'text', true)],
		main: false,
		mainStates: null,
		sort: newestFirst,
		top: true,
		children: ['return'],
	},
	{
		name: 'master',
		plural: 'masters',
		aliases: [],
		columns: [column('USER'), column('EXPIRES', 'time'), column('CLIENTS OFF'), column('EVENTS', 'number')],
		main: false,
		mainStates: null,
		children: ['minion', 'job', 'key', 'event'],
	},
];

/** The kinds that are followed from the start. */
export const mainKinds: readonly string[] = saltKinds.filter(({main}) => main).map(({name}) => name);
