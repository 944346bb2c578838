import {boundedText} from './bounded-text.js';
import type {Resource} from './resource.js';
import type {SourceEvent} from './source.js';

const maxMessage = 4096;
const maxName = 1024;
const maxKey = 4096;

const hasLongCell = ({cells}: Resource): boolean => {
	for (const title in cells) {
		const cell = cells[title];
		if (typeof cell === 'string' && cell.length > maxMessage) return true;
	}

	return false;
};

/** The resource with its texts cut to a readable length; the same object if nothing is cut. Key and id stay. */
export const boundedResource = (resource: Resource): Resource => {
	const {name, state, message} = resource;
	const isShort = name.length <= maxName && state.length <= maxName && (message?.length ?? 0) <= maxMessage;
	if (isShort && !hasLongCell(resource)) return resource;
	const cells = Object.entries(resource.cells).map(([title, cell]) => [
		title,
		typeof cell === 'string' ? boundedText(cell, maxMessage) : cell,
	]);
	return {
		...resource,
		name: boundedText(name, maxName),
		state: boundedText(state, maxName),
		message: message === null ? null : boundedText(message, maxMessage),
		cells: Object.fromEntries(cells),
	};
};

/**
 * What a source reports, with every foreign text bounded. A resource whose key is longer than any server's is a
 * fault instead: cut, it would be taken for another.
 */
export const boundedEvent = (event: SourceEvent): SourceEvent => {
	switch (event.type) {
		case 'changed':
		case 'removed': {
			const {resource} = event;
			if (!resource) return event;
			const {kind, key} = resource;
			if (key.length > maxKey) {
				const message = `a ${boundedText(kind, maxName)} is omitted: its id has ${key.length} characters`;
				return {type: 'fault', source: event.source, at: event.at, message};
			}

			const bounded = boundedResource(resource);
			return bounded === resource ? event : {...event, resource: bounded};
		}

		case 'unmeasured':
		case 'fault':
			return event.message.length > maxMessage
				? {...event, message: boundedText(event.message, maxMessage)}
				: event;
		case 'status': {
			const {message} = event;
			const isShort = message === null || message.length <= maxMessage;
			return isShort ? event : {...event, message: boundedText(message, maxMessage)};
		}

		default:
			return event;
	}
};
