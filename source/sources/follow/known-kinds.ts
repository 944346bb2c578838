import type {Kind} from '../../model/kind.js';
import type {SourceEvent} from '../../model/source.js';

/** One source whose scopes have kinds of their own. */
type KnownKindsOptions = {
	readonly source: string;
	readonly emit: (event: SourceEvent) => void;
	/** What is known before any server was asked. */
	readonly first: readonly Kind[];
	/** Merges the kinds of several scopes; the first ones come last. */
	readonly join: (lists: readonly (readonly Kind[])[]) => readonly Kind[];
};

/**
 * The kinds of a source, merged from its scopes. They are complete once every scope has reported its own or cannot:
 * whoever looks for a kind need not wait any longer.
 */
export class KnownKinds {
	readonly #options: KnownKindsOptions;
	readonly #reported = new Map<string, readonly Kind[]>();
	readonly #awaited = new Set<string>();
	#isWhole = false;

	constructor(options: KnownKindsOptions) {
		this.#options = options;
		this.#emit();
	}

	/** Kinds of a scope as it last reported them. */
	of(scope: string): readonly Kind[] {
		return this.#reported.get(scope) ?? [];
	}

	/** A scope that has not reported its kinds yet, or may bring further scopes. */
	expect(scope: string): void {
		this.#awaited.add(scope);
	}

	report(scope: string, kinds: readonly Kind[]): void {
		this.#reported.set(scope, kinds);
		this.#emit();
	}

	/** A scope will report nothing more for now: it is complete, or fails. */
	settle(scope: string): void {
		if (this.#awaited.delete(scope) && this.#awaited.size === 0 && !this.#isWhole) this.#emit();
	}

	/** What is made of them has changed. */
	refresh(): void {
		this.#emit();
	}

	forget(scope: string): void {
		this.#reported.delete(scope);
		this.settle(scope);
	}

	#emit(): void {
		const {source, emit, first, join} = this.#options;
		this.#isWhole = this.#awaited.size === 0 && this.#reported.size > 0;
		const kinds = join([...this.#reported.values(), first]);
		emit({type: 'kinds', source, at: Date.now(), kinds, ...(this.#isWhole && {whole: true})});
	}
}
