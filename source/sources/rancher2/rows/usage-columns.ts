import type {Column, Kind} from '../../../model/kind.js';

const column = (title: string, type: Column['type'], wide = false): Column => ({title, type, wide});

const used: readonly Column[] = [
	column('CPU', 'cores'),
	column('CPU%', 'percent'),
	column('MEM', 'bytes'),
	column('MEM%', 'percent'),
];

const shares: readonly Column[] = ['CPU/R', 'CPU/L', 'MEM/R', 'MEM/L'].map(title =>
	column(title, 'percent', true),
);

const byKind: ReadonlyMap<string, readonly Column[]> = new Map([
	['pod', [...used, ...shares]],
	['container', [...used, ...shares]],
	['node', used],
]);

/** The kind with the columns that it has once its rows are measured; the same one where they cannot be. */
export const measurable = (kind: Kind): Kind => {
	const measured = byKind.get(kind.name);
	return measured ? {...kind, measured} : kind;
};

/** The kind with those columns among its others: after the restarts, else before what is shown only where there is room. */
export const withFigures = (kind: Kind): Kind => {
	const {columns, measured = []} = kind;
	const isWide = ({wide}: Column): boolean => wide;
	const restarts = columns.findIndex(({title}) => title === 'RESTARTS') + 1;
	const firstWide = columns.findIndex(isWide);
	const at = restarts > 0 ? restarts : firstWide === -1 ? columns.length : firstWide;
	const own = measured.filter(each => !isWide(each));
	return {
		...kind,
		columns: [...columns.slice(0, at), ...own, ...columns.slice(at), ...measured.filter(isWide)],
	};
};
