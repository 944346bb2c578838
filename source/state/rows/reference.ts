import type {Cell, ResourceKey} from '../../model/resource.js';
import type {RowLookup} from './row.js';

/** How a reference to another row is shown: by that row's name, or by its id while the row is not known. */
export const referenceText = (key: ResourceKey, rows: RowLookup): string => {
	const name = rows.get(key)?.resource.name;
	if (name !== undefined) return name;
	const parts = key.split('/');
	return parts.length > 3 ? parts.slice(3).join('/') : key;
};

/**
 * The text of a cell of an undeclared column: a reference if it is the key of a known row or looks like a key of the same
 * source; else unchanged.
 */
export const cellOrReference = (cell: string, source: string, rows: RowLookup): string => {
	if (!cell.includes('/')) return cell;
	const isKey = rows.get(cell) !== undefined || (cell.startsWith(`${source}/`) && cell.split('/').length > 3);
	return isKey ? referenceText(cell, rows) : cell;
};

/** The text of a cell for searching; for the key of a known row its name. */
export const searchableText = (cell: Cell, rows: RowLookup): string => {
	if (cell === null) return '';
	if (typeof cell === 'string') return cell.includes('/') ? (rows.get(cell)?.resource.name ?? cell) : cell;
	// Times are shown as ages: their digits would match nearly every number.
	if (typeof cell === 'number') return cell >= 1e12 ? '' : String(cell);
	return cell ? 'yes true' : 'no false';
};
