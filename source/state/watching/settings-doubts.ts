import type {Alert} from '../../model/alert.js';
import type {GuardRule} from '../../model/guard-rule.js';
import type {Kind} from '../../model/kind.js';
import type {FilterContext} from '../filter/context.js';
import {filterDoubts} from '../filter/doubts.js';
import {kindsLimitedTo} from '../filter/kinds-limited.js';
import type {Row} from '../rows/row.js';
import {sourceKind} from './source-rows.js';

/** What is known of all sources. */
type Known = {
	readonly kinds: readonly Kind[];
	/** Whether a kind was listed completely. */
	readonly isListed: (kind: string) => boolean;
	readonly resources: FilterContext & {readonly rows: () => Iterable<Row>};
};

/** What a filter names that no row has, of the kinds that it is about; nothing while one of these is not listed. */
const doubtsOf = (filter: string, {kinds: own, isListed, resources}: Known): readonly string[] => {
	const kinds = [...own, sourceKind];
	const only = kindsLimitedTo(filter, kinds);
	if (only?.some(kind => own.some(({name}) => name === kind) && !isListed(kind))) return [];
	return filterDoubts(filter, {
		kinds,
		inView: only === null ? kinds : kinds.filter(({name}) => only.includes(name)),
		*rows() {
			for (const row of resources.rows()) if (only === null || only.includes(row.resource.kind)) yield row;
		},
		lookup: resources,
	});
};

/** What rules and alerts of the configuration name that no row has. Cost: all rows for each unknown name. */
export const settingsDoubts = (
	{guard, alerts}: {readonly guard: readonly GuardRule[]; readonly alerts: readonly Alert[]},
	known: Known,
): readonly string[] => [
	...guard.flatMap(({when}) => doubtsOf(when, known).map(doubt => `guard '${when}': ${doubt}`)),
	...alerts.flatMap(({when}) => doubtsOf(when, known).map(doubt => `alert '${when}': ${doubt}`)),
];
