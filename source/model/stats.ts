/** One sample of live figures; null if the server does not report a value. Rates are per second. */
export type Stats = {
	readonly at: number;
	/** Of one core. */
	readonly cpuPercent: number | null;
	/** Where the server reports cores, and not a percentage. */
	readonly cpuCores?: number;
	readonly cpuLimitCores?: number | null;
	/** How many processes run or wait to, on average, and how many could run at once. */
	readonly load?: number | null;
	readonly loadLimit?: number | null;
	readonly memoryBytes: number | null;
	readonly memoryLimitBytes: number | null;
	readonly receivedBytes: number | null;
	readonly sentBytes: number | null;
	readonly readBytes: number | null;
	readonly writtenBytes: number | null;
};

/** What followed figures report: a sample, or why there are none at the moment; they go on by themselves. */
export type StatsEvent = Stats | {readonly at: number; readonly stopped: string};
