import type {Resource} from './resource.js';
import type {SourceEvent} from './source.js';

const mostMessage = 4096;
const mostName = 1024;
const mostKey = 4096;

/** The beginning of a text of any length, with how much was cut; at most `most` characters and that note. */
export const boundedText = (text: string, most = mostMessage): string => {
	if (text.length <= most) return text;
	const isPairCut = (text.charCodeAt(most - 1) & 0xfc_00) === 0xd8_00;
	const kept = isPairCut ? most - 1 : most;
	// Joined, it does not keep the whole text in memory.
	return [text.slice(0, kept), `… (${(text.length - kept).toLocaleString('en')} more characters)`].join('');
};

const hasLongCell = ({cells}: Resource): boolean => {
	for (const title in cells) {
		const cell = cells[title];
		if (typeof cell === 'string' && cell.length > mostMessage) return true;
	}

	return false;
};

/** The resource with its texts no longer than anybody reads; the same one where they are. Its key and id stay. */
const boundedResource = (resource: Resource): Resource => {
	const {name, state, message} = resource;
	const isShort =
		name.length <= mostName && state.length <= mostName && (message?.length ?? 0) <= mostMessage;
	if (isShort && !hasLongCell(resource)) return resource;
	const cells = Object.entries(resource.cells).map(([title, cell]) => [
		title,
		typeof cell === 'string' ? boundedText(cell) : cell,
	]);
	return {
		...resource,
		name: boundedText(name, mostName),
		state: boundedText(state, mostName),
		message: message === null ? null : boundedText(message),
		cells: Object.fromEntries(cells),
	};
};

/**
 * What a source tells, with every text of other people's bounded. A resource whose key is longer than any server's is a
 * fault instead: cut, it would be taken for another.
 */
export const boundedEvent = (event: SourceEvent): SourceEvent => {
	switch (event.type) {
		case 'changed':
		case 'removed': {
			const {resource} = event;
			if (!resource) return event;
			const {kind, key} = resource;
			if (key.length > mostKey) {
				const message = `a ${boundedText(kind, mostName)} is left out: its id has ${key.length} characters`;
				return {type: 'fault', source: event.source, at: event.at, message};
			}

			const bounded = boundedResource(resource);
			return bounded === resource ? event : {...event, resource: bounded};
		}

		case 'fault':
			return event.message.length > mostMessage ? {...event, message: boundedText(event.message)} : event;
		case 'status': {
			const {message} = event;
			const isShort = message === null || message.length <= mostMessage;
			return isShort ? event : {...event, message: boundedText(message)};
		}

		default:
			return event;
	}
};
