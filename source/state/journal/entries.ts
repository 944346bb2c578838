import type {JournalLine, JournalRow, Outcome} from './line.js';
import type {WrittenLine} from './read-line.js';

/** One row of an entry, or the source of a command: what came of it so far. */
export type JournalPart = {
	/** Null for a command. */
	readonly row: JournalRow | null;
	/** What the server answered, if it has. */
	readonly answer: string | null;
	readonly answeredAt: number | null;
	readonly states: readonly {readonly at: number; readonly state: string; readonly message: string | null}[];
	/** Null while it goes on, or where its end was never written. */
	readonly outcome: Outcome | null;
	/** Why. */
	readonly message: string | null;
	readonly endedAt: number | null;
};

/** Something that was sent, with all that came of it. Untrusted texts. */
export type JournalEntry = Omit<Extract<JournalLine, {type: 'sent'}>, 'type' | 'time' | 'rows'> & {
	readonly run: string;
	readonly at: number;
	/** Sent by this run. */
	readonly isOwn: boolean;
	/** At least one. */
	readonly parts: readonly JournalPart[];
};

/** An entry, or one row of an entry that has several: a line of the list. */
export type JournalItem = {readonly entry: JournalEntry; readonly part: JournalPart | null};

/** More of them are in the file. */
const maxEntries = 1000;

const newPart = (row: JournalRow | null): JournalPart => ({
	row,
	answer: null,
	answeredAt: null,
	states: [],
	outcome: null,
	message: null,
	endedAt: null,
});

const entryOf = (line: Extract<WrittenLine, {type: 'sent'}>, isOwn: boolean): JournalEntry => {
	const {type: _type, time, rows, ...sent} = line;
	const parts = rows.length === 0 ? [newPart(null)] : rows.map(newPart);
	return {...sent, at: Date.parse(time), isOwn, parts};
};

const partAfter = (part: JournalPart, line: Exclude<WrittenLine, {type: 'sent'}>): JournalPart => {
	const at = Date.parse(line.time);
	switch (line.type) {
		case 'answered':
			return {...part, answer: line.message, answeredAt: at};
		case 'state':
			return {...part, states: [...part.states, {at, state: line.state, message: line.message}]};
		case 'ended':
			return {...part, outcome: line.outcome, message: line.message, endedAt: at};
	}
};

const nameOf = ({run, id}: WrittenLine | JournalEntry): string => `${run}/${id}`;

/** The newest entries of this run and of others, made of the lines of the journal. */
export class JournalEntries {
	readonly #entries = new Map<string, JournalEntry>();
	/** Which part of an entry is about a row, for entries of many rows. */
	readonly #places = new Map<string, ReadonlyMap<string | null, number>>();
	#items: readonly JournalItem[] | null = null;
	#own = 0;

	/** Takes lines that were written now, by this run. */
	take(lines: readonly WrittenLine[]): void {
		for (const line of lines) this.#take(line, true);
		this.#items = null;
	}

	/** How many of them this run sent. */
	get own(): number {
		return this.#own;
	}

	/** Replaces the entries of other runs by what the file says of them. */
	takeOthers(lines: readonly WrittenLine[]): void {
		const own = new Set<string>();
		for (const [name, {isOwn}] of this.#entries) {
			if (isOwn) own.add(name);
			else this.#drop(name);
		}

		for (const line of lines) if (!own.has(nameOf(line))) this.#take(line, false);
		this.#items = null;
	}

	/** How many entries there are. */
	get size(): number {
		return this.#entries.size;
	}

	/** The lines of the list: entries, newest first, each of several rows with its rows below it. */
	get items(): readonly JournalItem[] {
		this.#items ??= [...this.#entries.values()]
			.sort((one, other) => other.at - one.at)
			.flatMap(entry =>
				entry.parts.length === 1
					? entry.parts.map(part => ({entry, part}))
					: [{entry, part: null}, ...entry.parts.map(part => ({entry, part}))],
			);
		return this.#items;
	}

	#take(line: WrittenLine, isOwn: boolean): void {
		const name = nameOf(line);
		if (line.type === 'sent') {
			const entry = entryOf(line, isOwn);
			if (isOwn) this.#own += 1;
			this.#entries.set(name, entry);
			this.#places.set(name, new Map(entry.parts.map(({row}, index) => [row?.key ?? null, index])));
			for (const oldest of this.#entries.keys()) {
				if (this.#entries.size <= maxEntries) break;
				this.#drop(oldest);
			}

			return;
		}

		const entry = this.#entries.get(name);
		const place = this.#places.get(name)?.get(line.row);
		const part = place === undefined ? undefined : entry?.parts[place];
		if (entry && part && place !== undefined)
			this.#entries.set(name, {...entry, parts: entry.parts.with(place, partAfter(part, line))});
	}

	#drop(name: string): void {
		this.#entries.delete(name);
		this.#places.delete(name);
	}
}
