import type {SourceConfig} from '../model/source-config.js';
import {systemClock} from './world/clock.js';
import {interleave, playStories, type Story, type StoryTimes} from './world/stories.js';

/** The servers of `--demo`. */
export type Demo = {
	readonly sources: readonly SourceConfig[];
	/** Stops them all. */
	readonly close: () => Promise<void>;
};

/** The server of one family, with what can happen on it. */
type DemoPart = {
	readonly source: SourceConfig;
	readonly stories: readonly Story[];
	readonly close: () => Promise<void>;
};

/** Starts the server of one family. `rows`: its share of about so many; null for its usual ones. Equal seeds play alike. */
export type ServeDemo = (seed: number, rows: number | null) => Promise<DemoPart>;

/** How the demo is to be. */
export type DemoOptions = {
	readonly seed?: number;
	/** About so many rows; as many as the plans have, some 400, unless given. */
	readonly rows?: number | null;
	/** When stories begin. */
	readonly times?: StoryTimes;
};

/** A source on a loopback server: everything that a configuration file could say stays at its default. */
export const demoSource = (
	named: Pick<SourceConfig, 'name' | 'family' | 'url' | 'credentials'>,
): SourceConfig => ({
	certificateAuthorities: null,
	insecure: false,
	readOnly: false,
	via: null,
	eventTransport: 'sse',
	...named,
});

/** Starts these simulated servers on loopback ports, and plays one story after the other. Equal seeds play alike. */
export const openDemo = async (
	servers: readonly ServeDemo[],
	{seed = 1, rows = null, times = {}}: DemoOptions = {},
): Promise<Demo> => {
	const opened = await Promise.all(servers.map(serve => serve(seed, rows)));
	const stop = playStories(systemClock, interleave(opened.map(({stories}) => stories)), times);
	return {
		sources: opened.map(({source}) => source),
		async close() {
			stop();
			await Promise.all(opened.map(({close}) => close()));
		},
	};
};
