import type {MissingKind, SourceEvent} from '../../../model/source.js';
import type {Clock} from '../../../transport/clock.js';

/** What does not work while the rest does, one line for each topic. */
export type Notices = {
	/** Passes events on; `live` gets the notices as its message, and the kinds that are missing, as `connecting` does. */
	readonly emit: (event: SourceEvent) => void;
	/** Sets the notice of a topic, or with null removes it. */
	readonly note: (topic: string, text: string | null) => void;
	/** These kinds may not be listed, and why; or with null they may. */
	readonly refuse: (kinds: readonly string[], message: string | null) => void;
	readonly all: () => readonly string[];
};

type StatusEvent = Extract<SourceEvent, {type: 'status'}>;

/** With no notice `live` has no message. */
export const createNotices = (emit: (event: SourceEvent) => void, clock: Clock): Notices => {
	const notes = new Map<string, string>();
	const refused = new Map<string, string>();
	let last: StatusEvent | null = null;
	const whole = (event: StatusEvent): StatusEvent => {
		if (event.status !== 'live' && event.status !== 'connecting') return event;
		const noted = notes.size === 0 ? null : [...notes.values()].join(' · ');
		const message = event.status === 'live' ? noted : event.message;
		const more = [...refused].map(([kind, why]): MissingKind => ({kind, message: why, refused: true}));
		const missing = [...(event.missing ?? []), ...more];
		return {...event, message, ...(missing.length > 0 && {missing})};
	};

	const reportAgain = (): void => {
		if (last !== null) emit(whole({...last, at: clock.now()}));
	};

	return {
		emit(event) {
			if (event.type !== 'status') return emit(event);
			last = event;
			emit(whole(event));
		},
		note(topic, text) {
			if ((notes.get(topic) ?? null) === text) return;
			if (text === null) notes.delete(topic);
			else notes.set(topic, text);
			if (last?.status === 'live') reportAgain();
		},
		refuse(kinds, message) {
			const changed = kinds.filter(kind => (refused.get(kind) ?? null) !== message);
			for (const kind of changed) {
				if (message === null) refused.delete(kind);
				else refused.set(kind, message);
			}

			if (changed.length > 0 && (last?.status === 'live' || last?.status === 'connecting')) reportAgain();
		},
		all: () => [...notes.values()],
	};
};
