import type {Clock} from './clock.js';
import {createRandom, type Random} from './random.js';

/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | {readonly [name: string]: Json};

/** What a resource says of itself, by field name. */
export type Fields = {readonly [name: string]: Json};

/** One simulated resource. `key` (`<baseType>/<id>`) names it in its world; `scope` is the project or cluster it is in. */
export type Entity = {
	readonly key: string;
	readonly id: string;
	readonly type: string;
	readonly baseType: string;
	readonly scope: string;
	/** Changed in place, only by the world. */
	readonly fields: {[name: string]: Json};
};

/** What is needed to add an entity: `baseType` is the type if omitted. */
type NewEntity = {
	readonly id: string;
	readonly type: string;
	readonly baseType?: string;
	readonly scope: string;
	readonly fields: Fields;
};

/** What happened to an entity. */
export type Change = {readonly type: 'added' | 'changed' | 'removed'; readonly entity: Entity};

/** One step of something that takes time: wait, then change fields, then run. */
export type Step = {
	/** Before pacing. */
	readonly afterMs: number;
	readonly fields?: Fields;
	readonly run?: (entity: Entity) => void;
};

/** The settings of a world. */
type WorldOptions = {
	readonly clock: Clock;
	readonly seed: number;
	/** The factor of all delays: 1 for people, 0.01 for tests. */
	readonly pace?: number;
};

/**
 * A handful of simulated machines: entities by key, their changes, and what goes on with them over time.
 * Everywhere that a key is asked for the plain id will do where only one entity has it; an unknown or
 * ambiguous one throws `RangeError`. Equal seeds and equal calls give equal worlds.
 */
export type World = {
	readonly clock: Clock;
	readonly random: Random;
	readonly add: (entity: NewEntity) => Entity;
	/** Sets fields and notifies the watchers. Without fields it only notifies them. */
	readonly change: (key: string, fields?: Fields) => Entity;
	/** Removes the entity and notifies the watchers; whatever was running on it ends. */
	readonly remove: (key: string) => void;
	readonly get: (key: string) => Entity;
	readonly find: (key: string) => Entity | undefined;
	/** All of a type or base type, oldest first, of one scope if given. */
	readonly list: (type: string, scope?: string) => readonly Entity[];
	/** Returns the function that ends the watching. */
	readonly watch: (watcher: (change: Change) => void) => () => void;
	/** Plays steps on an entity; a later call ends what was playing. */
	readonly play: (key: string, steps: readonly Step[]) => void;
	/** Something is playing on the entity. */
	readonly isBusy: (key: string) => boolean;
	/** Calls once after a paced delay, unless cancelled or closed before. */
	readonly after: (delayMs: number, callback: () => void) => () => void;
	/** Ends everything that goes on. */
	readonly close: () => void;
};

const createShelf = () => {
	const byKey = new Map<string, Entity>();
	const byType = new Map<string, Map<string, Entity>>();
	const byId = new Map<string, Set<Entity>>();
	const find = (key: string): Entity | undefined => {
		const found = byKey.get(key);
		if (found) return found;
		const [first, second] = byId.get(key) ?? [];
		if (second) throw new RangeError(`${key} is ambiguous: name it by base type and id`);
		return first;
	};

	return {
		find,
		get(key: string): Entity {
			const found = find(key);
			if (!found) throw new RangeError(`There is no ${key} in this world`);
			return found;
		},
		put(entity: Entity): void {
			if (byKey.has(entity.key)) throw new RangeError(`${entity.key} is in this world already`);
			byKey.set(entity.key, entity);
			for (const type of new Set([entity.type, entity.baseType])) {
				byType.set(type, (byType.get(type) ?? new Map<string, Entity>()).set(entity.key, entity));
			}

			byId.set(entity.id, (byId.get(entity.id) ?? new Set<Entity>()).add(entity));
		},
		take(entity: Entity): void {
			byKey.delete(entity.key);
			byType.get(entity.type)?.delete(entity.key);
			byType.get(entity.baseType)?.delete(entity.key);
			byId.get(entity.id)?.delete(entity);
		},
		list: (type: string): readonly Entity[] => [...(byType.get(type)?.values() ?? [])],
	};
};

const createTimers = (clock: Clock, pace: number) => {
	const running = new Set<() => void>();
	const after = (delayMs: number, callback: () => void): (() => void) => {
		const cancelTimer = clock.after(delayMs * pace, () => {
			running.delete(cancel);
			callback();
		});
		const cancel = (): void => {
			running.delete(cancel);
			cancelTimer();
		};

		running.add(cancel);
		return cancel;
	};

	return {
		after,
		close(): void {
			for (const cancel of [...running]) cancel();
		},
	};
};

/** An empty world. */
export const createWorld = ({clock, seed, pace = 1}: WorldOptions): World => {
	const shelf = createShelf();
	const timers = createTimers(clock, pace);
	const watchers = new Set<(change: Change) => void>();
	const playing = new Map<string, () => void>();
	const emit = (type: Change['type'], entity: Entity): Entity => {
		for (const watcher of watchers) watcher({type, entity});
		return entity;
	};

	const change = (key: string, fields: Fields = {}): Entity => {
		const entity = shelf.get(key);
		Object.assign(entity.fields, fields);
		return emit('changed', entity);
	};

	const stop = (key: string): void => {
		playing.get(key)?.();
		playing.delete(key);
	};

	const play = (key: string, steps: readonly Step[]): void => {
		stop(key);
		const [step, ...rest] = steps;
		if (!step) return;
		const cancel = timers.after(step.afterMs, () => {
			// Before it runs: what a step starts on the same entity must not be ended by the rest.
			playing.delete(key);
			if (step.fields) change(key, step.fields);
			step.run?.(shelf.get(key));
			if (!playing.has(key) && shelf.find(key)) play(key, rest);
		});
		playing.set(key, cancel);
	};

	return {
		clock,
		random: createRandom(seed),
		add(entity) {
			const baseType = entity.baseType ?? entity.type;
			const added = {...entity, baseType, key: `${baseType}/${entity.id}`, fields: {...entity.fields}};
			shelf.put(added);
			return emit('added', added);
		},
		change,
		remove(key) {
			const entity = shelf.get(key);
			stop(entity.key);
			shelf.take(entity);
			emit('removed', entity);
		},
		get: shelf.get,
		find: shelf.find,
		list: (type, scope) => shelf.list(type).filter(entity => scope === undefined || entity.scope === scope),
		watch(watcher) {
			watchers.add(watcher);
			return () => watchers.delete(watcher);
		},
		play: (key, steps) => play(shelf.get(key).key, steps),
		isBusy: key => playing.has(shelf.get(key).key),
		after: timers.after,
		close: timers.close,
	};
};
