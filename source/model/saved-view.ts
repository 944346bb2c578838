/** A view from the configuration file or the command line, as typed. */
export type SavedView = {readonly kind: string; readonly filter: string; readonly sort: string};

/** A fault of one key of a saved view. A `warning` may be a false alarm, a `fault` never is. */
export type ViewFault = {
	readonly key: 'kind' | 'filter' | 'sort' | null;
	readonly level: 'fault' | 'warning';
	readonly text: string;
};
