import type {Instant} from '../../model/instant.js';
import {printable} from '../../model/printable.js';
import type {Container, Resource, ResourceKey} from '../../model/resource.js';
import {displayWidth} from '../text/display-width.js';
import {isFollowedAbove} from './followed-above.js';
import type {LogRows} from './log-rows.js';
import {nameWriters} from './names.js';
import {newWriter, type Writer} from './writer.js';

/** How many logs one view follows at once: each is a stream of its server. */
export const maxFollowed = 50;

/** How the logs of a view are followed. */
type FollowOptions = {
	/** How many at once. */
	readonly max?: number;
	/** Only what there is by now is read of each. */
	readonly once?: boolean;
};

/** One log of a row. `isOver`: its container has ended well. */
type Log = {
	readonly id: string;
	readonly resource: Resource;
	readonly container: string | null;
	readonly role: Container['role'];
	readonly isOver: boolean;
};

/** A name under which logs can be chosen: that of their containers, or of a row without any. Untrusted. */
export type LogChoice = {
	readonly name: string;
	readonly role: Container['role'];
	/** How many logs it stands for. */
	readonly count: number;
};

const choiceOf = ({container, resource}: Log): string => container ?? resource.name;

/** Who came and who went: `isGone` with the whole row, else only the container has ended. */
export type Coming = {
	readonly joined: readonly Writer[];
	readonly left: readonly {readonly writer: Writer; readonly isGone: boolean}[];
};

/**
 * Who writes to a log view: its rows, the rows below those that only gather logs, and their containers, as they come and
 * go. Changed in place; constant work for a change of a row.
 */
export class Members {
	/** The logs that could not be followed as well, because there are too many. */
	get waiting(): number {
		return this.#waiting.size;
	}

	/** Cells of the widest name so far. */
	width = 0;
	readonly #targets: Map<ResourceKey, Resource>;
	/** Everyone who wrote what is still kept, by number. */
	readonly #writers = new Map<number, Writer>();
	/** Those who are followed, by the name of their log. */
	readonly #present = new Map<string, Writer>();
	readonly #waiting = new Map<string, Log>();
	/** The logs of each row, also those that were not chosen. */
	readonly #ofRow = new Map<ResourceKey, readonly Log[]>();
	/** Rows that changed since the last look; null for those that are gone. */
	readonly #changed = new Map<ResourceKey, Resource | null>();
	readonly #chosen: ReadonlySet<string> | null;
	readonly #max: number;
	readonly #once: boolean;
	#next = 1;

	/** @param chosen only logs with these names (`LogChoice`); null for all */
	constructor(
		targets: readonly Resource[],
		chosen: readonly string[] | null,
		{max = maxFollowed, once = false}: FollowOptions = {},
	) {
		this.#targets = new Map(targets.map(target => [target.key, target]));
		this.#chosen = chosen && new Set(chosen);
		this.#max = max;
		this.#once = once;
		for (const target of targets) this.#changed.set(target.key, target);
	}

	/** Those who are followed now. */
	get present(): readonly Writer[] {
		return [...this.#present.values()];
	}

	/** Whether lines have to say who wrote them. */
	get hasSeveral(): boolean {
		return this.#writers.size > 1;
	}

	/** Rows changed since the last look. */
	get isChanged(): boolean {
		return this.#changed.size > 0;
	}

	/** What can be chosen, in the order of the rows. */
	choices(): readonly LogChoice[] {
		const choices = new Map<string, LogChoice>();
		for (const log of [...this.#ofRow.values()].flat()) {
			const name = choiceOf(log);
			choices.set(name, {name, role: log.role, count: (choices.get(name)?.count ?? 0) + 1});
		}

		return [...choices.values()];
	}

	/** Who has this number: also somebody who left. */
	get(number: number): Writer | undefined {
		return this.#writers.get(number);
	}

	/** Takes note of a change of any row. */
	observe(resource: Resource, isGone: boolean): void {
		const isOurs =
			this.#targets.has(resource.key) ||
			this.#ofRow.has(resource.key) ||
			resource.parents.some(key => this.#targets.has(key));
		if (isOurs) this.#changed.set(resource.key, isGone ? null : resource);
	}

	/** The rows of a source are gone. */
	lose(source: string): void {
		for (const [key, [log]] of this.#ofRow) if (log?.resource.source === source) this.#changed.set(key, null);
	}

	/** Looks at the rows of the view for the first time. */
	open(rows: LogRows, at: number): Coming {
		for (const target of this.#targets.values()) this.#noteChildren(target, rows);
		return this.settle(rows, at);
	}

	/** Another row is one of the view's from now on. */
	add(target: Resource, rows: LogRows): void {
		if (this.#targets.has(target.key)) return;
		this.#targets.set(target.key, target);
		this.#changed.set(target.key, target);
		this.#noteChildren(target, rows);
	}

	/** Looks again at the rows that changed. */
	settle(rows: LogRows, at: number): Coming {
		const left: Coming['left'][number][] = [];
		for (const [key, resource] of this.#changed) {
			const all = resource === null ? [] : this.#logsOf(resource, rows);
			const logs = all.filter(log => this.#isWanted(log));
			const ids = new Set(logs.map(({id}) => id));
			for (const {id} of this.#ofRow.get(key) ?? []) {
				if (ids.has(id)) continue;
				this.#waiting.delete(id);
				const writer = this.#present.get(id);
				if (writer) left.push({writer, isGone: resource === null});
				this.#present.delete(id);
			}

			for (const log of logs) if (!this.#present.has(log.id)) this.#waiting.set(log.id, log);
			if (all.length > 0) this.#ofRow.set(key, all);
			else this.#ofRow.delete(key);
		}

		this.#changed.clear();
		const joined = this.#follow(at);
		if (joined.length > 0 || left.length > 0) this.#rename(rows);
		return {joined, left};
	}

	/** Makes room for a name that is not that of a writer alone. */
	widen(name: string): void {
		this.width = Math.max(this.width, displayWidth(printable(name)));
	}

	#noteChildren(target: Resource, rows: LogRows): void {
		if (!rows.gathers(target)) return;
		for (const child of rows.childrenOf(target.key)) this.#changed.set(child.key, child);
	}

	#follow(at: number): readonly Writer[] {
		const joined: Writer[] = [];
		for (const [id, {resource, container, isOver}] of this.#waiting) {
			if (this.#present.size >= this.#max) break;
			this.#waiting.delete(id);
			const after = this.#lastTimeOf(id, resource);
			const colour = this.#freeColour();
			const of = {id: this.#next, log: id, resource, container, colour, after};
			const writer = newWriter({...of, isOver: isOver || this.#once}, at);
			this.#next += 1;
			this.#present.set(id, writer);
			this.#writers.set(writer.id, writer);
			joined.push(writer);
		}

		return joined;
	}

	/** Up to when the same log was followed before: its source was turned off, or could not list it for a while. */
	#lastTimeOf(log: string, {created}: Resource): Instant | null {
		const times = [...this.#writers.values()].flatMap(each =>
			each.log === log && each.resource.created === created ? (each.lastTime ?? each.after ?? []) : [],
		);
		return times.at(-1) ?? null;
	}

	#freeColour(): number {
		const taken = new Set([...this.#present.values()].map(({colour}) => colour));
		let colour = 0;
		while (taken.has(colour)) colour += 1;
		return colour;
	}

	#rename({get}: LogRows): void {
		for (const [number, {state, entries}] of this.#writers) {
			if (state === 'left' && entries === 0) this.#writers.delete(number);
		}

		nameWriters([...this.#writers.values()], get);
		for (const {label} of this.#writers.values()) this.widen(label);
	}

	#logsOf(resource: Resource, rows: LogRows): readonly Log[] {
		const {key, containers} = resource;
		const isTarget = this.#targets.has(key);
		if (!isTarget && !resource.parents.some(parent => this.#targets.has(parent))) return [];
		if (containers !== undefined)
			return containers.map(each => ({...each, id: `${key} ${each.name}`, resource, container: each.name}));
		const own: Log = {id: key, resource, container: null, role: 'main', isOver: false};
		if (rows.gathers(resource)) return [];
		if (isTarget) return isFollowedAbove(resource, rows, this.#targets) ? [] : [own];
		// The containers of a row that names them have its log.
		const isNamed = resource.parents.some(parent => rows.get(parent)?.containers !== undefined);
		const isLogged = this.#ofRow.has(key) || resource.actions.some(({verb}) => verb === 'logs');
		return isLogged && !isNamed ? [own] : [];
	}

	/** What prepared a row is of interest where somebody looks at that row alone, or asks for it. */
	#isWanted(log: Log): boolean {
		if (this.#chosen !== null) return this.#chosen.has(choiceOf(log));
		return !log.isOver || this.#targets.has(log.resource.key);
	}
}
