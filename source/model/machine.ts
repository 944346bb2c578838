/**
 * What a server reports of a machine that another server may know too. It is compared with what others report, and never
 * shown.
 */
export type MachineFacts = {
	/** Host names, with or without a domain. */
	readonly names: readonly string[];
	readonly addresses: readonly string[];
	/** The id of `/etc/machine-id`; null if it is not reported. */
	readonly machineId: string | null;
};

/** Names and addresses of one machine, as the configuration lists them: together they say that rows are the same machine. */
export type SameHost = readonly string[];
