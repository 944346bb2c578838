import {expect, onTestFinished} from 'vitest';
import type {SaltOptions as DemoOptions, SaltServer} from '../../../source/demo/salt/server.js';
import type {Action} from '../../../source/model/action.js';
import type {Resource} from '../../../source/model/resource.js';
import type {Source} from '../../../source/model/source.js';
import type {SourceConfig} from '../../../source/model/source-config.js';
import {openSalt, type SaltOptions, type SaltSource} from '../../../source/sources/salt/source.js';
import {until} from '../../until.js';
import {Observed, ObservedLog} from '../arena.js';
import {configFor, quick, serveQuick} from './start.js';

/** A master, and a source that watches it. */
export type Scene = {
	readonly server: SaltServer;
	readonly source: SaltSource;
	readonly observed: Observed;
	/** The row of that key without the source's name: `minion/web-a.example`. */
	readonly row: (key: string) => Resource;
	readonly rows: (kind: string) => readonly Resource[];
	readonly act: (
		row: string,
		action: string,
		input?: Readonly<Record<string, unknown>>,
	) => ReturnType<Source['act']>;
	/** What was posted to the master, by function. */
	readonly lows: (fun: string) => readonly Record<string, unknown>[];
	readonly log: (row: string, lines?: number) => ObservedLog;
};

/** How a scene is set. */
type SceneOptions = {
	readonly demo?: DemoOptions;
	readonly config?: Partial<SourceConfig>;
	readonly salt?: SaltOptions;
	/** Kinds to show on top of the main ones. */
	readonly show?: readonly string[];
};

export {until} from '../../until.js';

/** Closes something after the test. */
export const later = (close: () => Promise<unknown>): void =>
	onTestFinished(async () => {
		await close();
	});

/** A master of its own, closed after the test. */
export const master = async (options: DemoOptions = {}): Promise<SaltServer> => {
	const server = await serveQuick(options);
	later(() => server.close());
	return server;
};

/** Watches a master without waiting for anything. */
export const watch = (server: SaltServer, {config, salt, show = []}: SceneOptions = {}): Scene => {
	const source = openSalt(configFor(server, config), {...quick, ...salt});
	source.show(show);
	const observed = new Observed(source);
	later(() => observed.stop());
	const row = (key: string): Resource =>
		observed.rows.get(`eu//${key}`) ??
		expect.fail(`no row ${key} among ${[...observed.rows.keys()].join(', ')}`);
	return {
		server,
		source,
		observed,
		row,
		rows: kind => [...observed.rows.values()].filter(resource => resource.kind === kind),
		act(key, name, input = {}) {
			const resource = row(key);
			const action: Action =
				resource.actions.find(each => each.name === name) ??
				expect.fail(`${key} offers ${resource.actions.map(each => each.name).join(', ')}`);
			return source.act({resource, action, input}, new AbortController().signal);
		},
		lows: fun =>
			server.received
				.filter(({method, body}) => method === 'POST' && body.startsWith('['))
				.flatMap(({body}): Record<string, unknown>[] => JSON.parse(body))
				.filter(low => low.fun === fun),
		log(key, lines = 100) {
			const log = new ObservedLog(source, row(key), lines);
			later(() => log.stop());
			return log;
		},
	};
};

/** A master, and a source that watches it and is live. */
export const live = async (options: SceneOptions = {}): Promise<Scene> => {
	const scene = watch(await master(options.demo), options);
	await until(() => expect(scene.observed.status).toBe('live'));
	return scene;
};
