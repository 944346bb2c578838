import {JournalEntries} from './entries.js';
import {OpenActions} from './open-actions.js';
import {readLine, type WrittenLine} from './read-line.js';

type Input = Readonly<Record<string, unknown>>;

/** What this run sent, as it was sent: the file has no secrets, and what is repeated needs them. */
type Original = {readonly input: Input; readonly line: string | null};

// Enough to repeat what one remembers.
const maxOriginals = 200;

/** Everything that was sent to change something: what came of it, and what is to be written about it. */
export class Journal {
	readonly open = new OpenActions();
	readonly entries = new JournalEntries();
	/** Whether what other runs wrote was asked for since the list was opened. */
	isAsked = false;
	readonly #originals = new Map<string, Original>();

	/** Keeps what is being sent; `id` names the entry. */
	keep(id: string, original: Original): void {
		this.#originals.set(id, original);
		for (const oldest of this.#originals.keys()) {
			if (this.#originals.size <= maxOriginals) break;
			this.#originals.delete(oldest);
		}
	}

	/** What this run sent under this id, or null. */
	original(id: string): Original | null {
		return this.#originals.get(id) ?? null;
	}
}

/** What lines of the file say; what cannot be understood is left where it is. */
export const readLines = (lines: readonly unknown[]): readonly WrittenLine[] =>
	lines.flatMap(line => readLine(line) ?? []);
