import type {Row} from '../rows/row.js';
import type {State} from '../state.js';
import type {Branch} from './row-index.js';

/** Cells before the name of a row in a tree: its indentation, and a sign. */
export const branchIndent = ({depth}: Branch): number => depth + 2;

/** NAME in a tree: indented, after a sign that says whether what is below is shown; folded, with how many rows that are. */
export const branchText =
	({index}: Pick<State, 'index'>) =>
	(row: Row): string => {
		const branch = index.branchOf(row);
		if (!branch) return row.resource.name;
		const {isOpen, name, below} = branch;
		const sign = isOpen === null ? ' ' : isOpen ? '-' : '+';
		const front = `${sign} `.padStart(branchIndent(branch));
		return `${front}${name}${isOpen === false ? ` (${below})` : ''}`;
	};
