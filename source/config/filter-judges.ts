/** What filters of the file are judged by. */
export type FilterJudges = {
	/** Says what is wrong with a filter, or null. */
	readonly judgeFilter: (filter: string) => string | null;
	/** Says what may be wrong with a filter that has no faults. */
	readonly doubtFilter: (filter: string) => readonly string[];
};
