import type {SourceEvent} from '../model/source.js';
import type {Selection} from './selection.js';
import {hasListed, isHopeless} from './source-state.js';
import type {SourceStates} from './source-states.js';

/** Waits until all sources are listed and have reported all their kinds. */
export class FurtherKinds {
	readonly #states: SourceStates;
	readonly #selection: Selection;
	readonly #known: () => void;
	readonly #unknown: (fault: string) => void;
	#timer: NodeJS.Timeout | undefined;

	/**
	 * @param known called then; again if a source reports further kinds later
	 * @param unknown called instead, with the fault, if no source has the report's kind
	 */
	constructor(
		{states, selection}: {readonly states: SourceStates; readonly selection: Selection},
		known: () => void,
		unknown: (fault: string) => void,
	) {
		this.#states = states;
		this.#selection = selection;
		this.#known = known;
		this.#unknown = unknown;
	}

	/** Call it after each event. */
	observe({type}: SourceEvent): void {
		if (type !== 'kinds' && type !== 'status' && type !== 'listed') return;
		this.close();
		// Not at once: of several events that came together the last one counts.
		if (this.#isReady) this.#timer = setTimeout(() => this.#emit());
	}

	close(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}

	#emit(): void {
		const {kindFault} = this.#selection;
		if (kindFault === null) this.#known();
		else this.#unknown(kindFault);
	}

	get #isReady(): boolean {
		const {kind} = this.#selection;
		return this.#states.all.every(
			state =>
				isHopeless(state) ||
				(state.status === 'live' &&
					state.hasAllKinds &&
					(!kind || !this.#selection.isListedLate(state.name) || hasListed(state, kind.name))),
		);
	}
}
