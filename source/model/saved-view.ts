/** A view from the configuration file or the command line, as typed. */
export type SavedView = {readonly kind: string; readonly filter: string; readonly sort: string};

/** What is wrong with one key of a saved view. A `warning` may be right all the same, a `fault` never is. */
export type ViewFault = {
	readonly key: 'kind' | 'filter' | 'sort' | null;
	readonly level: 'fault' | 'warning';
	readonly text: string;
};
