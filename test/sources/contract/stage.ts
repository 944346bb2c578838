import {expect} from 'vitest';
import type {Action} from '../../../source/model/action.js';
import type {Resource, ResourceKey} from '../../../source/model/resource.js';
import type {Source} from '../../../source/model/source.js';
import type {SourceConfig} from '../../../source/model/source-config.js';
import {until} from '../../until.js';
import {type Arena, Observed} from '../arena.js';

export {until} from '../../until.js';

/** What watches a server: stopped when the test is over. */
type Watching = {readonly stop: () => Promise<void>};

/** A source and what it has emitted. */
type Watched = {readonly source: Source; readonly observed: Observed};

/** One test's arena, and what its tests do there. */
export type Stage = {
	readonly arena: Arena;
	/** Stops this at the end of the test too. */
	readonly keep: (watching: Watching) => void;
	/** Watches with the good configuration, or another. */
	readonly watch: (config?: SourceConfig, open?: Arena['open']) => Watched;
	/** Watches, and waits until the source is live. */
	readonly live: (open?: Arena['open']) => Promise<Watched>;
	/** The subject as it was last emitted; throws when it was not. */
	readonly subjectOf: (observed: Observed) => Resource;
	/** The row whose log the arena writes. */
	readonly loggedOf: (observed: Observed) => Resource;
	/** Waits until the subject is emitted with this mark. */
	readonly marked: (observed: Observed, mark: string) => Promise<void>;
	/** The arena's action as a resource offers it; throws when it does not. */
	readonly actionOf: (resource: Resource) => Action;
	readonly end: () => Promise<void>;
};

/** How often a source has reported that it missed something. */
export const gaps = (observed: Observed): number => observed.of('gap').length;

const actionIn = (arena: Arena, {name, actions}: Resource): Action => {
	const action = actions.find(each => each.name === arena.action.name);
	if (action) return action;
	throw new Error(`${name} offers only ${actions.map(each => each.name).join(', ')}`);
};

/** Sets the stage of one test. */
export const stageOf = (arena: Arena): Stage => {
	const open: Watching[] = [];
	const watch: Stage['watch'] = (config = arena.config, openSource = arena.open) => {
		const source = openSource(config);
		const observed = new Observed(source);
		open.push(observed);
		return {source, observed};
	};

	const rowOf = (observed: Observed, key: ResourceKey): Resource => {
		const resource = observed.rows.get(key);
		if (resource) return resource;
		throw new Error(`no row ${key} among ${[...observed.rows.keys()].join(', ')}`);
	};
	const subjectOf = (observed: Observed): Resource => rowOf(observed, arena.subject);

	return {
		arena,
		keep: watching => open.push(watching),
		watch,
		async live(openSource) {
			const watched = watch(arena.config, openSource);
			await until(() => expect(watched.observed.status).toBe('live'));
			return watched;
		},
		subjectOf,
		loggedOf: observed => rowOf(observed, arena.log?.of ?? arena.subject),
		marked: (observed, mark) => until(() => expect(arena.markOf(subjectOf(observed))).toBe(mark)),
		actionOf: resource => actionIn(arena, resource),
		async end() {
			await Promise.all(open.map(one => one.stop()));
			await arena.server.close();
		},
	};
};
