import type {Finding, NotedEvent, ObservedRow, RowName} from '../../../model/explanation.js';
import type {JsonObject} from '../../../model/json-object.js';
import type {ResourceKey} from '../../../model/resource.js';
import {nameOf, sign, titleOf} from '../../explain/finding.js';
import type {Scene} from '../../explain/scene.js';
import {textOf, timeOf} from '../../requests/json-fields.js';
import {lastSeen, timesSeen} from '../steve/rows/cells.js';

/** An event of Kubernetes as far as it explains something. */
export type EventFacts = {
	readonly isWarning: boolean;
	readonly reason: string;
	readonly message: string;
	readonly count: number;
	readonly first: number | null;
	readonly last: number | null;
};

// Steve calls the type of an event `_type`, as `type` is its own (test/fixtures/rancher2/more/list-events-warning.http).
const factsOf = (event: JsonObject): EventFacts => ({
	isWarning: (event._type ?? event.type) === 'Warning',
	reason: textOf(event, 'reason') ?? 'event',
	message: textOf(event, 'message') ?? textOf(event, 'note') ?? '',
	count: timesSeen(event),
	first: timeOf(event, 'firstTimestamp') ?? timeOf(event, 'eventTime'),
	last: lastSeen(event),
});

/** The events that were answered about a row, the newest first. */
export const eventsOf = (scene: Scene, about: ResourceKey): readonly EventFacts[] =>
	scene
		.answers(about, 'events')
		.map(factsOf)
		.sort((one, other) => (other.last ?? 0) - (one.last ?? 0));

/** All events that were answered, of each row the newest first. */
export const notedEvents = (scene: Scene): readonly NotedEvent[] =>
	scene.answered('events').flatMap(key => {
		const row = scene.row(key);
		if (!row) return [];
		return eventsOf(scene, key).map(({isWarning, reason, message, count, last}) => ({
			row: nameOf(row.resource),
			what: 'events',
			at: last,
			severity: isWarning ? 'warning' : 'ok',
			text: `${reason}${count > 1 ? `, ${count} times` : ''}: ${message}`,
		}));
	});

/** What the event that is explained is about: the first of its parents. */
export const eventSubject = (scene: Scene): ObservedRow | undefined =>
	scene.row(scene.subject.resource.parents[0] ?? null);

const recentMs = 3_600_000;
const maxReasons = 6;

const earliest = (times: ReadonlyArray<number | null>): number | null => {
	const known = times.filter(time => time !== null);
	return known.length === 0 ? null : Math.min(...known);
};

const withinText = (first: number | null, last: number | null): string => {
	if (first === null || last === null || last - first < 1000) return '';
	const seconds = Math.round((last - first) / 1000);
	return ` within ${seconds < 120 ? `${seconds}s` : `${Math.round(seconds / 60)}m`}`;
};

const reasonFinding = (row: RowName, events: readonly EventFacts[]): Finding => {
	const [newest] = events;
	const count = events.reduce((sum, event) => sum + event.count, 0);
	const last = newest?.last ?? null;
	const times =
		count === 1 ? '' : `, ${count} times${withinText(earliest(events.map(({first}) => first)), last)}`;
	return sign(row, `event ${newest?.reason ?? ''} of ${titleOf(row)}${times}`, {
		severity: 'warning',
		since: last,
		quotes: [newest?.message ?? ''],
	});
};

/** The recent warnings about a row, by their reasons, the newest first. */
export const warningFindings = (scene: Scene, row: RowName): readonly Finding[] => {
	const byReason = new Map<string, EventFacts[]>();
	for (const event of eventsOf(scene, row.key)) {
		if (!event.isWarning || scene.now - (event.last ?? 0) > recentMs) continue;
		const known = byReason.get(event.reason);
		if (known) known.push(event);
		else byReason.set(event.reason, [event]);
	}

	return [...byReason.values()].slice(0, maxReasons).map(events => reasonFinding(row, events));
};
