import {expect, onTestFinished, vi} from 'vitest';
import {demoSource} from '../../source/demo/demo.js';
import type {Action} from '../../source/model/action.js';
import type {Resource} from '../../source/model/resource.js';
import type {SourceConfig} from '../../source/model/source-config.js';
import {openSalt, type SaltOptions, type SaltSource} from '../../source/sources/salt/source.js';
import {createBackoff} from '../../source/transport/backoff.js';
import {Observed, ObservedLog} from '../sources/arena.js';
import type {Master} from './master.js';

/** A real master takes its time; a test need not wait for the usual delays all the same. */
export const quick: SaltOptions = {
	timings: {pulseMs: 1500, echoMs: 6000, overdueMs: 15_000, answerMs: 8000, refreshMs: 200},
	backoff: () => createBackoff({firstMs: 100, maxMs: 500}),
	refusedMs: 500,
};

/** How a master is watched by somebody. */
export const configFor = (
	master: Master,
	who: {readonly username: string; readonly password: string} = master.user,
	url = master.url,
): SourceConfig =>
	demoSource({
		name: 'eu',
		family: 'salt',
		url,
		credentials: async () => ({type: 'login', ...who, eauth: 'file'}),
	});

/** Waits until a check passes. */
export const until = (check: () => void, timeout = 60_000): Promise<void> =>
	vi.waitFor(check, {timeout, interval: 50});

/** A source that watches a real master. */
export type Scene = {
	readonly source: SaltSource;
	readonly observed: Observed;
	readonly row: (key: string) => Resource;
	readonly act: (key: string, name: string, input?: Record<string, unknown>) => ReturnType<SaltSource['act']>;
	readonly command: (line: string) => ReturnType<SaltSource['command']>;
	/** The jobs of a function, oldest first. */
	readonly jobs: (fun: string) => readonly Resource[];
	/** The newest of them. */
	readonly job: (fun: string) => Resource;
	readonly log: (key: string) => ObservedLog;
};

/** Watches, and waits until it is live. */
export const live = async (
	config: SourceConfig,
	show: readonly string[] = [],
	timings: SaltOptions['timings'] = {},
): Promise<Scene> => {
	const source = openSalt(config, {...quick, timings: {...quick.timings, ...timings}});
	source.show(show);
	const observed = new Observed(source);
	onTestFinished(() => observed.stop());
	const row = (key: string): Resource =>
		observed.rows.get(`eu//${key}`) ??
		expect.fail(`no row ${key} among ${[...observed.rows.keys()].join(', ')}`);
	const {signal} = new AbortController();
	await until(() => expect(observed.status).toBe('live'));
	const jobs = (fun: string): readonly Resource[] =>
		[...observed.rows.values()]
			.filter(({kind, name}) => kind === 'job' && name.split(' ')[0] === fun)
			.sort((one, other) => (one.id < other.id ? -1 : 1));
	return {
		source,
		observed,
		row,
		act(key, name, input = {}) {
			const resource = row(key);
			const action: Action =
				resource.actions.find(each => each.name === name) ??
				expect.fail(`${key} offers ${resource.actions.map(each => each.name).join(', ')}`);
			return source.act({resource, action, input}, signal);
		},
		command: line => source.command(line, signal),
		jobs,
		job: fun => jobs(fun).at(-1) ?? expect.fail(`no job ${fun}`),
		log(key) {
			const log = new ObservedLog(source, row(key), 100);
			onTestFinished(() => log.stop());
			return log;
		},
	};
};
