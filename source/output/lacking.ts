import {countText} from '../model/count-text.js';
import type {SourceEvent} from '../model/source.js';

/** The rest of a source's lines is counted. */
const maxLines = 5;

/** Why rows may be missing although all was listed. */
export class Lacking {
	/** By source, the kind that lacks rows by what is to be said. */
	readonly #found = new Map<string, Map<string, string>>();

	/** Takes note of a fault for which a kind lacks rows. */
	take(event: SourceEvent): void {
		if (event.type !== 'fault' || event.lacking === undefined) return;
		const found = this.#found.get(event.source) ?? new Map<string, string>();
		this.#found.set(event.source, found.set(event.message, event.lacking));
	}

	/** The warnings of a report on `kind`, a singular name or `all`: the same one once for each source. */
	lines(kind: string): readonly string[] {
		return [...this.#found].flatMap(([source, found]) => {
			const messages = [...found].filter(([, lacking]) => kind === 'all' || lacking === kind);
			const lines = messages.slice(0, maxLines).map(([message]) => `${source}: ${message}`);
			const more = messages.length - lines.length;
			return more > 0
				? [...lines, `${source}: … and ${countText(more, 'more fault of lists', 'more faults of lists')}`]
				: lines;
		});
	}
}
