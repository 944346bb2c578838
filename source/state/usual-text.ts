import type {Row} from './rows/row.js';
import type {State} from './state.js';
import {durationText, secondOf} from './text/time-text.js';

/** How long a row in transition usually takes, and how long it has taken: `usually 8s, now 4m`; null if that is not known. */
export const usualText = (
	{resource, since, seen, removedAt}: Row,
	{resources, now}: Pick<State, 'resources' | 'now'>,
): string | null => {
	if (resource.transitioning !== 'yes' || resource.flapping || removedAt !== null) return null;
	const usualMs = resources.usual.usualMs(resource);
	if (usualMs === null) return null;
	const bound = since === null ? 'over ' : '';
	return `usually ${durationText(usualMs)}, now ${bound}${durationText(secondOf(now) - (since ?? seen))}`;
};
