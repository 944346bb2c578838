import type {Kind} from '../../model/kind.js';
import type {Health, Resource} from '../../model/resource.js';
import type {SourceEvent, SourceStatus} from '../../model/source.js';
import {firstSight, type OwnedRow, observe} from '../rows/observe.js';
import type {Row} from '../rows/row.js';

/** The kind of the rows that stand for the sources themselves, which only conditions know. */
export const sourceKind: Kind = {
	name: 'source',
	plural: 'sources',
	aliases: [],
	columns: [],
	main: false,
	mainStates: null,
	children: [],
};

/** The key of a source's own row. */
export const sourceKey = (source: string): string => `${source}//source/${source}`;

const healths: Readonly<Record<SourceStatus, Health>> = {
	live: 'ok',
	connecting: 'transitioning',
	retrying: 'error',
	refused: 'error',
	failed: 'error',
};

/** What stands for a source as a whole. */
export const sourceResource = ({
	source,
	family,
	status,
	message,
}: Pick<Resource, 'source' | 'family' | 'message'> & {readonly status: SourceStatus}): Resource => ({
	key: sourceKey(source),
	source,
	family,
	scope: '',
	kind: sourceKind.name,
	id: source,
	name: source,
	state: status,
	health: healths[status],
	transitioning: status === 'connecting' ? 'yes' : 'no',
	message,
	progress: null,
	created: null,
	since: null,
	parents: [],
	cells: {},
	actions: [],
});

/** A row for each source, in the state that the source as a whole is in. */
export class SourceRows {
	readonly #rows = new Map<string, OwnedRow>();
	readonly #families = new Map<string, string>();

	/** The row of a source after an event of it; null if that changed nothing, or it only begins to connect. */
	take(event: SourceEvent): Row | null {
		if (event.type === 'changed') this.#families.set(event.source, event.resource.family);
		if (event.type !== 'status' || event.scope !== '') return null;
		const {source, status, message, at} = event;
		const known = this.#rows.get(source);
		const family = this.#families.get(source) ?? '';
		const resource = sourceResource({source, family, status, message});
		const row = known ?? {...firstSight(resource, {at, listed: false}), since: at};
		this.#rows.set(source, row);
		if (known) observe(known, resource, {at, listed: false});
		return !known && status === 'connecting' ? null : row;
	}

	/** The row of a source. */
	get(source: string): Row | undefined {
		return this.#rows.get(source);
	}

	/** Forgets a source that was turned off. */
	delete(source: string): void {
		this.#rows.delete(source);
	}
}
