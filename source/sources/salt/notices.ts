import type {SourceEvent} from '../../model/source.ts';
import type {Clock} from '../../transport/clock.ts';

/** What stands beside `live`: things that do not work while the rest does, one line for each topic. */
export type Notices = {
	/** Passes events on; `live` gets the notices as its message. */
	readonly tell: (event: SourceEvent) => void;
	/** Something is so from now on, or with null not any more. */
	readonly note: (topic: string, text: string | null) => void;
	readonly all: () => readonly string[];
};

/** With no notice `live` has no message. */
export const createNotices = (source: string, tell: (event: SourceEvent) => void, clock: Clock): Notices => {
	const notes = new Map<string, string>();
	let live = false;
	const message = (): string | null => (notes.size === 0 ? null : [...notes.values()].join(' · '));
	return {
		tell(event) {
			if (event.type !== 'status') return tell(event);
			live = event.status === 'live';
			tell(live ? {...event, message: message()} : event);
		},
		note(topic, text) {
			if ((notes.get(topic) ?? null) === text) return;
			if (text === null) notes.delete(topic);
			else notes.set(topic, text);
			if (!live) return;
			tell({
				type: 'status',
				source,
				scope: '',
				at: clock.now(),
				status: 'live',
				message: message(),
				retryAt: null,
			});
		},
		all: () => [...notes.values()],
	};
};
