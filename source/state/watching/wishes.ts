import type {Kind} from '../../model/kind.js';
import type {Resource, ResourceKey} from '../../model/resource.js';
import {Subject} from '../filter/subject.js';
import {filtersFigures} from '../grid/figure-columns.js';
import type {Row, RowLookup} from '../rows/row.js';
import {type Condition, holds, isGone} from './condition.js';
import {TimedContext} from './timed-context.js';

/** A row that somebody wants to hear about. Untrusted texts: must pass `printable`. */
export type Wish = {
	readonly id: number;
	/** As it was when it was asked for. */
	readonly resource: Resource;
	readonly askedAt: number;
	readonly condition: Condition;
	/** It held when it was asked for: it has to end before it can be answered. */
	readonly isHeld: boolean;
};

/** The answer to a wish; not `isMet` if the row went before. */
export type Granted = {
	readonly wish: Wish;
	readonly row: Row;
	readonly isMet: boolean;
	readonly at: number;
};

/** Waits for conditions of single rows, each until it holds for the first time since it was asked for. */
export class Wishes {
	readonly #byKey = new Map<ResourceKey, readonly Wish[]>();
	readonly #grant: (granted: Granted) => void;
	readonly #context: TimedContext;
	#nextId = 1;

	/** `grant` is called with each answer. */
	constructor(lookup: RowLookup, grant: (granted: Granted) => void) {
		this.#grant = grant;
		this.#context = new TimedContext(lookup);
	}

	/** The open ones, oldest first. */
	get open(): readonly Wish[] {
		return [...this.#byKey.values()].flat().sort((left, right) => left.id - right.id);
	}

	/** The kinds of their rows, in the singular. */
	get kinds(): readonly string[] {
		return [...this.#byKey.values()].flatMap(wishes => wishes.map(({resource}) => resource.kind));
	}

	/** Whether one is about what rows of a kind use. */
	measures(kind: Kind): boolean {
		return [...this.#byKey.values()].some(wishes =>
			wishes.some(
				({resource, condition: {filter}}) =>
					resource.kind === kind.name && filter !== null && filtersFigures(kind, filter),
			),
		);
	}

	/** Waits for a condition of a row; returns whether it holds already. The same wish twice is one. */
	add(row: Row, condition: Condition, now: number): boolean {
		this.#context.pass(now);
		const {resource} = row;
		const known = this.#byKey.get(resource.key) ?? [];
		const isHeld = holds(condition, new Subject(row, this.#context));
		const others = known.filter(wish => wish.condition.text !== condition.text);
		const wish = {id: this.#nextId++, resource, askedAt: now, condition, isHeld};
		this.#byKey.set(resource.key, [...others, wish]);
		return isHeld;
	}

	/** Gives up an open one. */
	drop({id, resource: {key}}: Wish): void {
		this.#keep(
			key,
			(this.#byKey.get(key) ?? []).filter(wish => wish.id !== id),
		);
	}

	/** Kinds can be spelt in these ways. */
	takeKinds(kinds: readonly Kind[]): void {
		for (const [key, wishes] of this.#byKey)
			this.#byKey.set(
				key,
				wishes.map(wish => ({...wish, condition: wish.condition.withKinds(kinds)})),
			);
	}

	/** Tests a row that has changed. */
	test(row: Row, now: number): void {
		const {key} = row.resource;
		const wishes = this.#byKey.get(key);
		if (!wishes) return;
		this.#context.pass(now);
		const subject = new Subject(row, this.#context);
		const left = wishes.flatMap(wish => {
			const isMet = holds(wish.condition, subject);
			if (isMet && wish.isHeld) return [wish];
			if (!isMet && !isGone(row)) return [wish.isHeld ? {...wish, isHeld: false} : wish];
			this.#grant({wish, row, isMet, at: this.#context.now});
			return [];
		});
		this.#keep(key, left);
	}

	/** Tests the rows whose age is due by now. */
	expire(now: number): void {
		for (const row of this.#context.ended(now)) this.test(row, now);
	}

	/** When `expire` is due next, epoch milliseconds; infinity for never. May be early. */
	get nextDue(): number {
		return this.#context.nextDue;
	}

	#keep(key: ResourceKey, wishes: readonly Wish[]): void {
		if (wishes.length === 0) this.#byKey.delete(key);
		else this.#byKey.set(key, wishes);
	}
}
