import type {SourceEvent} from '../model/source.js';
import type {EventCount} from './connections/event-count.js';
import type {Change} from './rows/change.js';
import type {ChangeList} from './rows/changes.js';
import type {RowStore} from './rows/row-store.js';

/** Applies an event of a source that is on to rows, changes and connections: constant work. Returns what it changed. */
export const applyEvent = (
	{resources, changes}: {readonly resources: RowStore; readonly changes: ChangeList},
	count: EventCount,
	event: SourceEvent,
): readonly Change[] => {
	const made = resources.apply(event);
	for (const change of made) changes.record(change);
	if (event.type === 'changed' || event.type === 'removed') count.add(event);
	else if (event.type !== 'measured') {
		count.note(event);
		changes.note(event);
	}

	return made;
};
