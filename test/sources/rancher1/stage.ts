import {expect} from 'vitest';
import type {Rancher1Options, Rancher1Server} from '../../../source/demo/rancher1/server.js';
import type {Resource} from '../../../source/model/resource.js';
import type {Source} from '../../../source/model/source.js';
import type {SourceConfig} from '../../../source/model/source-config.js';
import {openRancher1} from '../../../source/sources/rancher1/source.js';
import {until} from '../../until.js';
import {Observed} from '../arena.js';
import {configFor, quick, serveQuick} from './start.js';

/** A signal that never aborts. */
export const {signal: never} = new AbortController();

/** The key of the one container of a small server. */
export const subject = 'prod/1a5/instance/1i1';

export {until} from '../../until.js';

type Stoppable = {readonly stop: () => Promise<void>};

/** Servers and sources of one test file: everything is closed by `clear`. */
export const createStage = () => {
	const open: Stoppable[] = [];
	return {
		async serve(options: Rancher1Options = {}): Promise<Rancher1Server> {
			const server = await serveQuick(options);
			open.push({stop: () => server.close()});
			return server;
		},
		/** Follows a server until the source is no longer connecting. */
		async watch(server: Rancher1Server, more: Partial<SourceConfig> = {}, timing = quick) {
			const source = openRancher1({...configFor(server), ...more}, timing);
			const observed = new Observed(source);
			open.push(observed);
			await until(() => expect(observed.status).not.toBe('connecting'));
			return {source, observed};
		},
		/** Is closed before what was there already. */
		own<One extends Stoppable>(one: One): One {
			open.push(one);
			return one;
		},
		async clear() {
			for (const one of open.splice(0).reverse()) await one.stop();
		},
	};
};

/** The row of a key; throws with all keys where there is none. */
export const row = (observed: Observed, key = subject): Resource => {
	const found = observed.rows.get(key);
	if (found) return found;
	throw new Error(`no row ${key} among ${[...observed.rows.keys()].join(', ')}`);
};

/** Ids of the projects that are rows. */
export const projectsOf = (observed: Observed): readonly string[] =>
	[...observed.rows.values()].filter(({kind}) => kind === 'project').map(({id}) => id);

/** Fires an action by its name; throws where the row does not offer it. */
export const act = (
	source: Source,
	resource: Resource,
	name: string,
	input: Readonly<Record<string, unknown>> = {},
) => {
	const action = resource.actions.find(offered => offered.name === name);
	if (!action)
		throw new Error(`${resource.name} offers ${resource.actions.map(offered => offered.name).join(', ')}`);
	return source.act({resource, action, input}, never);
};
