import type {Row} from '../state/rows/row.js';
import type {Selection} from './selection.js';

/** Which rows somebody wants the logs of. */
export type WantedLogs = {
	/** All that are meant, with and without a log. */
	readonly rows: readonly Row[];
	/** Whether this row, which came or changed since, is meant too. */
	readonly includes: (row: Row) => boolean;
};

type Test = (row: Row) => boolean;

const shortName = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

// How a row can be named, the best first.
const namings = (typed: string): readonly Test[] => [
	({resource}) => resource.name === typed,
	({resource}) => resource.id === typed || shortName(resource.name) === typed,
];

/** Whether a row has a log, be it that of the rows below it. */
export const hasLog = ({resource}: Row): boolean => resource.actions.some(({verb}) => verb === 'logs');

/**
 * The rows that are meant by what was typed: those that are called so, else those that the filter of the selection
 * includes, which was made of it. Null where it is not a filter either.
 *
 * @param isFilter whether it could be read as a filter
 */
export const wantedLogs = (typed: string, selection: Selection, isFilter: boolean): WantedLogs | null => {
	const {resources} = selection;
	const present = ({removedAt, dropped}: Row): boolean => removedAt === null && !dropped;
	const isOfKind: Test = ({resource}) => selection.kindName === 'all' || resource.kind === selection.kindName;
	for (const isNamed of namings(typed)) {
		const includes: Test = row => present(row) && isOfKind(row) && isNamed(row);
		const rows = [...resources.rows()].filter(includes);
		if (rows.length > 0) return {rows, includes};
	}

	if (!isFilter) return null;
	const includes: Test = row => selection.includes(row);
	return {rows: [...resources.rows()].filter(includes), includes};
};
