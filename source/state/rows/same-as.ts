import type {Column, Kind} from '../../model/kind.js';

/** The column that says which rows of other servers are the same machine. */
export const sameAs: Column = {title: 'SAME AS', type: 'text', wide: false, yields: true};

// The first columns of a kind say what people look for first.
const columnsBefore = 3;

/** The columns of a kind, and that one among them where its rows are machines. */
export const columnsOfMachine = ({columns, isMachine}: Kind): readonly Column[] => {
	if (!isMachine) return columns;
	const last = columns.filter(({shared}) => !shared)[columnsBefore - 1];
	const place = last ? columns.indexOf(last) + 1 : columns.length;
	return [...columns.slice(0, place), sameAs, ...columns.slice(place)];
};

/** These kinds with that column where there can be something in it: machines are listed more than once. */
export const withSameAs = <One extends Kind>(kinds: readonly One[], lists: number): readonly One[] =>
	lists < 2 ? kinds : kinds.map(kind => (kind.isMachine ? {...kind, columns: columnsOfMachine(kind)} : kind));
