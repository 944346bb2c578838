import type {Health} from '../../model/resource.js';
import {connectionHealth, connectionWord} from '../connections/connection-text.js';
import {endsWithinMs} from '../connections/login.js';
import {keyHint} from '../keys/keymap.js';
import {type PastMark, pastMark} from '../past/mark.js';
import {isGuarded} from '../policy/policy.js';
import type {HealthCounts} from '../rows/health-counts.js';
import type {State} from '../state.js';
import {durationText} from '../text/time-text.js';

/** One source in the header. */
export type SourceStatusModel = {
	readonly source: string;
	/**
	 * `live`, `connecting`, `listing 100 of 5056`, `retry in 4s`, `refused`, `failed`, `off`; `live, 1 scope not` where a
	 * part is missing.
	 */
	readonly word: string;
	/** What does not work, or is late, although it is live; shown if there is room. Untrusted. */
	readonly note: string | null;
	/** How to colour it. */
	readonly health: Health;
	readonly insecure: boolean;
	readonly readOnly: boolean;
	/** Rules of the configuration are about it. */
	readonly guarded: boolean;
	/** How long the login is good that ends within a day: `5h`; null for any other. */
	readonly endsIn: string | null;
	/** Frames that the protocol does not allow. */
	readonly faults: number;
};

/** The header above every view. */
export type HeaderModel = {
	readonly sources: readonly SourceStatusModel[];
	/** The rows of the view `all` by health, whatever is shown; each row once. */
	readonly counts: HealthCounts;
	readonly eventsPerSecond: number;
	/** How many answers nobody has looked at, and the key that goes there; '' for none. */
	readonly news: string;
	readonly readOnly: boolean;
	/** The past is shown, or a recording. */
	readonly past: PastMark | null;
};

const endText = (endsMs: number | null): string | null => (endsMs === null ? null : durationText(endsMs));

const newsText = ({watching: {unseen}, keymap}: State): string => {
	return unseen === 0 ? '' : `${unseen} answered${keyHint(keymap, 'go-to-news', 'grid', key => ` (${key})`)}`;
};

/** The header: sources, counts by health, events per second. Cost: the sources. */
export const headerModel = (state: State): HeaderModel => {
	const connections = [...state.connections.values()];
	return {
		sources: connections.map(connection => ({
			source: connection.source,
			word: connectionWord(connection, state.now),
			note: connection.enabled && connection.status === 'live' ? connection.message : null,
			health: connectionHealth(connection),
			insecure: connection.insecure,
			readOnly: connection.readOnly,
			guarded: isGuarded(state, connection.source),
			endsIn: endText(endsWithinMs(connection, state.now)),
			faults: connection.faults,
		})),
		counts: state.resources.counts(state.kinds),
		eventsPerSecond: connections.reduce((sum, {rate}) => sum + rate, 0),
		news: newsText(state),
		readOnly: state.settings.readOnly,
		past: pastMark(state),
	};
};
