import type {SourceEvent} from '../../../model/source.js';

// Clusters come one after the other: the last one's reason must not hide the others'.
const togetherMs = 1000;

/** Emits together why something is not measured. */
export class Complaints {
	readonly #emit: (event: SourceEvent) => void;
	#open: SourceEvent[] = [];
	#timer: NodeJS.Timeout | undefined;

	constructor(emit: (event: SourceEvent) => void) {
		this.#emit = emit;
	}

	/** Emits this soon, with what else comes by then. */
	add(complaint: Extract<SourceEvent, {type: 'unmeasured'}>): void {
		this.#open.push(complaint);
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			const due = this.#open;
			this.#open = [];
			for (const one of due) this.#emit(one);
		}, togetherMs);
	}

	/** Emits nothing more. */
	end(): void {
		clearTimeout(this.#timer);
	}
}
