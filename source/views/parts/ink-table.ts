import {createRequire, Module} from 'node:module';
import * as ink from 'ink';
import type {ComponentType, ReactNode} from 'react';

/** The part of ink-table that rwatch uses: `data` is an array of flat objects, with a column for each key. */
type InkTableProps = {
	readonly data: ReadonlyArray<Record<string, string | number | boolean | null | undefined>>;
	readonly columns?: readonly string[];
	readonly header?: (props: {children?: ReactNode}) => ReactNode;
	readonly cell?: (props: {children?: ReactNode; column: number}) => ReactNode;
	readonly skeleton?: (props: {children?: ReactNode}) => ReactNode;
};

// ink-table is CommonJS and requires Ink, whose top-level await forbids that (ERR_REQUIRE_ASYNC_MODULE):
// the namespace imported above is put into the CommonJS cache for it. The bundle replaces this file.
const require = createRequire(import.meta.url);
const inkPath = createRequire(require.resolve('ink-table')).resolve('ink');
const inkModule = new Module(inkPath);
inkModule.exports = ink;
inkModule.loaded = true;
require.cache[inkPath] = inkModule;

/** The table of ink-table, for small tables only: it remounts a row whenever that changes. */
export const InkTable: ComponentType<InkTableProps> = require('ink-table').default;
