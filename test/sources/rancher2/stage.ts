import {expect} from 'vitest';
import type {Rancher2Options, Rancher2Server} from '../../../source/demo/rancher2/server.js';
import type {Resource} from '../../../source/model/resource.js';
import type {Source} from '../../../source/model/source.js';
import type {SourceConfig} from '../../../source/model/source-config.js';
import {openRancher2} from '../../../source/sources/rancher2/source.js';
import type {Timing} from '../../../source/sources/rancher2/wire/timing.js';
import {until} from '../../until.js';
import {Observed} from '../arena.js';
import {configFor, quick, serveQuick} from './start.js';

/** A signal that never aborts. */
export const never = new AbortController().signal;

export {until} from '../../until.js';

/** Servers and sources of one test file: everything is closed by `clear`. */
export const createStage = () => {
	const closing: (() => Promise<unknown>)[] = [];

	const serve = async (options: Rancher2Options = {}): Promise<Rancher2Server> => {
		const server = await serveQuick(options);
		closing.push(() => server.close());
		return server;
	};

	const follow = (config: SourceConfig, timing: Timing = quick): {source: Source; observed: Observed} => {
		const source = openRancher2(config, timing);
		const observed = new Observed(source);
		closing.push(() => observed.stop());
		return {source, observed};
	};

	return {
		serve,
		follow,
		/** Follows a server until the source is live. */
		async live(server: Rancher2Server, path = '', more: Partial<SourceConfig> = {}, timing: Timing = quick) {
			const followed = follow({...configFor(server, path), ...more}, timing);
			await until(() => expect(followed.observed.status).toBe('live'));
			return followed;
		},
		/** Is closed before what was there already. */
		own: <One extends {stop: () => Promise<unknown>}>(one: One): One => {
			closing.push(() => one.stop());
			return one;
		},
		async clear() {
			for (const close of closing.splice(0).reverse()) await close();
		},
	};
};

/** The row of a key; throws with all keys where there is none. */
export const rowOf = (observed: Observed, key: string): Resource => {
	const row = observed.rows.get(key);
	if (row) return row;
	throw new Error(`no row ${key} among ${[...observed.rows.keys()].join(', ')}`);
};

/** Names of the rows of a kind. */
export const namesOf = (observed: Observed, kind: string): readonly string[] =>
	[...observed.rows.values()].filter(row => row.kind === kind).map(({name}) => name);

/** The last status of a scope. */
export const scopeStatus = (observed: Observed, scope: string): string | undefined =>
	observed.of('status').findLast(event => event.scope === scope)?.status;

/** Fires an action by its name; throws where the row does not offer it. */
export const act = (source: Source, resource: Resource, name: string, input = {}) => {
	const action = resource.actions.find(each => each.name === name);
	if (!action)
		throw new Error(`${resource.name} offers ${resource.actions.map(each => each.name).join(', ')}`);
	return source.act({resource, action, input}, never);
};
