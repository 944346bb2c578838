import type {ExtraColumn, ExtraColumns} from '../model/extra-column.js';
import type {Column, Kind} from '../model/kind.js';
import {labelOf} from '../model/labels.js';
import type {Cell, Resource} from '../model/resource.js';
import type {Source, SourceEvent} from '../model/source.js';

const withColumns = (kind: Kind, extra: readonly ExtraColumn[]): Kind => {
	const titles = new Set(kind.columns.map(({title}) => title));
	const more = extra
		.filter(({title}) => !titles.has(title))
		.map(({title}): Column => ({title, type: 'text', wide: false}));
	// First, because somebody wants them; but what distinguishes equal names stays beside these.
	const isShared = ({shared}: Column): boolean => shared === true;
	const own = kind.columns.filter(column => !isShared(column));
	return {...kind, columns: [...kind.columns.filter(isShared), ...more, ...own]};
};

const withLabels = (resource: Resource, extra: readonly ExtraColumn[]): Resource => {
	const cells: Record<string, Cell> = {...resource.cells};
	for (const {title, from} of extra) {
		if ('label' in from) cells[title] = labelOf(resource.labels ?? '', from.label);
	}

	return {...resource, cells};
};

const extended = (event: SourceEvent, columns: ExtraColumns): SourceEvent => {
	if (event.type === 'kinds') {
		const kinds = event.kinds.map(kind => {
			const extra = columns.get(kind.name);
			return extra ? withColumns(kind, extra) : kind;
		});
		return {...event, kinds};
	}

	if (event.type !== 'changed') return event;
	const extra = columns.get(event.resource.kind);
	return extra ? {...event, resource: withLabels(event.resource, extra)} : event;
};

/** A source whose kinds have the columns that the configuration adds; those of labels are filled in here. */
export const withExtraColumns = (source: Source, columns: ExtraColumns | undefined): Source =>
	columns === undefined || columns.size === 0
		? source
		: Object.assign(Object.create(source) as Source, {
				watch: (emit, signal) => source.watch(event => emit(extended(event, columns)), signal),
			} satisfies Partial<Source>);
