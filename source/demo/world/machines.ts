/** A machine that several of the simulated servers know, each by its own name. */
type SharedMachine = {
	/** Its full name. */
	readonly fullName: string;
	/** Its name as a node or a host. */
	readonly name: string;
	readonly address: string;
	/** As in `/etc/machine-id`; null where only names and addresses show that it is the same. */
	readonly machineId: string | null;
};

/** What happens to the second of them on all servers at once: the title of that story. */
export const deathTitle = 'a machine dies and comes back';

/** How long it is away, milliseconds. */
export const deathMs = 40_000;

/** The machines of the demo that are known to several servers. */
export const sharedMachines: readonly SharedMachine[] = [
	{
		fullName: 'wk-01.fra.example.net',
		name: 'wk-01',
		address: '10.7.0.24',
		machineId: '5f0c6d1e9ab34c7d8e2f41a6b3907c58',
	},
	{
		fullName: 'worker-two.fra.example.net',
		name: 'wk-02',
		address: '10.7.0.25',
		machineId: 'c41d7be20f6849d3a5129e8b7f06d3a4',
	},
	{fullName: 'node-1.fra.example.net', name: 'node-1.fra.example.net', address: '10.0.0.11', machineId: null},
];
