import type {ChangeEntry} from '../../model/change-entry.js';
import type {ResourceKey} from '../../model/resource.js';
import type {SourceEvent} from '../../model/source.js';
import type {Change} from './change.js';
import {Ring} from './ring.js';

export type {ChangeEntry} from '../../model/change-entry.js';

/** The answer of a server to an action, for the list of changes. */
export type AnsweredAction = Extract<ChangeEntry, {type: 'action'}>;
type Note = Extract<ChangeEntry, {type: 'gap' | 'status'}> | AnsweredAction;
/** A change of a row. */
export type RowChange = Exclude<ChangeEntry, Note>;
/** An entry with a number that no other has. */
type NumberedChange = ChangeEntry & {readonly number: number};
type NumberedGap = Extract<NumberedChange, {type: 'gap'}>;

// Few descriptions reach further back.
const maxParts = 200;

/** An entry that the list reuses for the next change once it is the oldest. */
type Kept = Note | {-readonly [Name in keyof RowChange]: RowChange[Name]};

const isWorthKeeping = ({type, before, resource, skipped}: Change): boolean =>
	type !== 'changed' ||
	skipped > 0 ||
	before === null ||
	before.state !== resource.state ||
	before.message !== resource.message ||
	before.health !== resource.health ||
	before.transitioning !== resource.transitioning;

const isAbout = (entry: ChangeEntry, key: ResourceKey): boolean =>
	entry.type === 'gap' ? key.startsWith(`${entry.source}/`) : entry.type !== 'status' && entry.key === key;

/** The changes of all rows and sources, newest last; bounded, with a count of the lost ones. */
export class ChangeList {
	/** Grows with every entry. */
	revision = 0;
	readonly #entries: Ring<Kept>;
	/** Sources that are listed again after a gap: what they add appeared during it. */
	readonly #catchingUp = new Set<string>();
	/** Gaps of single scopes, whose incident has an entry already; shown for the rows of these scopes. */
	readonly #parts: NumberedGap[] = [];
	/** The number of the last of them: below those of entries. */
	#lastPart = 0;

	/** @param bound maximum number of entries */
	constructor(bound = 5000) {
		this.#entries = new Ring(bound);
	}

	/** Entries kept. */
	get size(): number {
		return this.#entries.total - this.#entries.first;
	}

	/** Entries ever recorded. */
	get total(): number {
		return this.#entries.total;
	}

	/** Entries that the bound lost. */
	get lost(): number {
		return this.#entries.first;
	}

	/** Records a change of state or message, an addition or a removal; not those of the first listing. */
	record(change: Change): void {
		const {type, at, listed, resource, before, skipped} = change;
		if (type === 'added' && listed && !this.#catchingUp.has(resource.source)) return;
		if (!isWorthKeeping(change)) return;
		const {source, key, kind, name, state, health, message} = resource;
		const from = before?.state ?? null;
		const was = before?.health ?? null;
		const to = type === 'removed' ? null : state;
		const oldest = this.#entries.isFull ? this.#entries.drop() : undefined;
		if (!oldest || oldest.type === 'gap' || oldest.type === 'status' || oldest.type === 'action') {
			this.#push({type, at, source, key, kind, name, from, to, health, was, message, listed, skipped});
			return;
		}

		oldest.type = type;
		oldest.at = at;
		oldest.source = source;
		oldest.key = key;
		oldest.kind = kind;
		oldest.name = name;
		oldest.from = from;
		oldest.to = to;
		oldest.health = health;
		oldest.was = was;
		oldest.message = message;
		oldest.listed = listed;
		oldest.skipped = skipped;
		this.#push(oldest);
	}

	/** Records gaps and changes of status; ignores other events. */
	note(event: SourceEvent): void {
		if (event.type === 'gap') {
			const {type, at, source, scope, from, to} = event;
			this.#catchingUp.add(source);
			const gap = {type, at, source, scope, from, to};
			if (!event.again) this.#push(gap);
			else if (this.#parts.push({...gap, number: --this.#lastPart}) > maxParts) this.#parts.shift();
		} else if (event.type === 'status') {
			const {type, at, source, scope, status, message} = event;
			if (status === 'live' && scope === '') this.#catchingUp.delete(source);
			this.#push({type, at, source, scope, status, message});
		}
	}

	/** Records the answer of a server to an action. */
	answer(answered: AnsweredAction): void {
		this.#push(answered);
	}

	/** Sources that are listed again after a gap. */
	get catchingUp(): readonly string[] {
		return [...this.#catchingUp];
	}

	/** Goes on from another list, before its entries are restored. */
	restoreCatchingUp(sources: readonly string[]): void {
		for (const source of sources) this.#catchingUp.add(source);
	}

	/** Takes over an entry of another list. */
	restore(entry: ChangeEntry): void {
		this.#push({...entry});
	}

	/** Entries from the `back`-th newest (0: the newest) upwards, at most `count`, oldest first. */
	window(back: number, count: number): readonly ChangeEntry[] {
		const end = this.#entries.total - back;
		return this.#slice(Math.max(this.lost, end - count), end);
	}

	/** The entries after the first `total`, oldest first, as far as they are kept. */
	since(total: number): readonly ChangeEntry[] {
		return this.#slice(Math.max(this.lost, total), this.total);
	}

	/** All entries about one row, oldest first, with the gaps of its source. */
	of(key: ResourceKey): readonly NumberedChange[] {
		const found: NumberedChange[] = [];
		for (let number = this.lost; number < this.total; number++) {
			const entry = this.#entries.get(number);
			if (entry && isAbout(entry, key)) found.push({...entry, number});
		}

		found.push(...this.#parts.filter(gap => isAbout(gap, key)));
		return found.sort((one, other) => one.at - other.at);
	}

	#push(entry: Kept): void {
		this.#entries.push(entry);
		this.revision += 1;
	}

	#slice(from: number, to: number): ChangeEntry[] {
		const entries: ChangeEntry[] = [];
		for (let number = from; number < to; number++) {
			const entry = this.#entries.get(number);
			if (entry) entries.push({...entry});
		}

		return entries;
	}
}
