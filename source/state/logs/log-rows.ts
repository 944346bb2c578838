import type {Kind} from '../../model/kind.js';
import type {Resource, ResourceKey} from '../../model/resource.js';
import type {Row, RowLookup} from '../rows/row.js';

/** How the rows that write to a log are found. */
export type LogRows = {
	/** The row with a key, as it is now. */
	readonly get: (key: ResourceKey) => Resource | undefined;
	/** The rows that name this one as a parent. Looks at all rows. */
	readonly childrenOf: (key: ResourceKey) => Iterable<Resource>;
	/** Whether the log of a row is that of the rows below it. */
	readonly gathers: (resource: Resource) => boolean;
};

type Rows = RowLookup & {readonly childrenOf: (key: ResourceKey) => Iterable<Row>};

/** The same of all rows; `kindOf` is the kind of a row as its source declares it. */
export const logRowsOf = (rows: Rows, kindOf: (resource: Resource) => Kind | undefined): LogRows => ({
	get: key => rows.get(key)?.resource,
	*childrenOf(key) {
		for (const {resource, removedAt} of rows.childrenOf(key)) if (removedAt === null) yield resource;
	},
	gathers: resource => kindOf(resource)?.gathersLogs === true,
});
