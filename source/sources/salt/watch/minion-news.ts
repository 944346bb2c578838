import type {RowFeed} from '../rows/row-feed.js';
import type {Meaning} from '../wire/events.js';
import type {BusEvent} from '../wire/frames.js';
import type {Roster} from './roster.js';

/** Applies what an event says of keys and minions; returns the minion that it is about. */
export const takeMinionNews = (
	roster: Roster,
	rows: RowFeed,
	event: BusEvent,
	meaning: Meaning,
	at: number,
): string | null => {
	switch (meaning.type) {
		case 'key':
			if (meaning.state === 'deleted') roster.deleteKey(meaning.minion);
			else if (meaning.state !== null) roster.setKey(meaning.minion, meaning.state, event.stamp, at);
			return meaning.minion;
		case 'auth':
			if (meaning.state !== null) roster.greeted(meaning.minion, meaning.state, event.stamp, at);
			// An accepted minion greets at every reconnect. The others are not minions yet.
			if (meaning.state === 'accepted') roster.heard(meaning.minion, at);
			return meaning.minion;
		case 'start':
		case 'sign':
		case 'refresh':
			roster.heard(meaning.minion, at);
			return meaning.minion;
		case 'beacon':
			roster.heard(meaning.minion, at);
			rows.beacon(meaning.minion, meaning.beacon, meaning.failed, event.payload, at);
			return meaning.minion;
		case 'present':
			roster.connected(meaning.minions, 'presence', at);
			return null;
		case 'presence':
			for (const id of meaning.found) roster.connect(id, true, at);
			for (const id of meaning.lost) roster.connect(id, false, at);
			return null;
		default:
			return null;
	}
};
