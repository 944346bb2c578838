import type {Column, Kind} from '../../model/kind.js';

/** The column that says which rows of other servers are the same machine. */
export const sameAs: Column = {title: 'SAME AS', type: 'text', wide: false, yields: true};

/** The columns of a kind, and that one after the first of them where its rows are machines. */
export const columnsOfMachine = ({columns, isMachine}: Kind): readonly Column[] => {
	if (!isMachine) return columns;
	const place = columns.findIndex(({shared}) => !shared) + 1;
	return [...columns.slice(0, place), sameAs, ...columns.slice(place)];
};

/** These kinds with that column where there can be something in it: machines are listed more than once. */
export const withSameAs = <One extends Kind>(kinds: readonly One[], lists: number): readonly One[] =>
	lists < 2 ? kinds : kinds.map(kind => (kind.isMachine ? {...kind, columns: columnsOfMachine(kind)} : kind));
