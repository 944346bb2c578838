import {rancher1Config} from './config/families/rancher1/family.js';
import {rancher2Config} from './config/families/rancher2/family.js';
import {saltConfig} from './config/families/salt/family.js';
import type {FamilyConfig} from './config/family.js';
import type {ServeDemo} from './demo/demo.js';
import type {SourceFamily} from './sources/family.js';
import {rancher1Source} from './sources/rancher1/family.js';
import {rancher2Source} from './sources/rancher2/family.js';
import {saltSource} from './sources/salt/family.js';

/** A family of servers: how it is configured, what can be done with it, and its part of the demo. */
export type Family = FamilyConfig & SourceFamily & {readonly demo?: () => Promise<ServeDemo>};

/** All families. Prefixes of URLs, the configuration file, the environment, vendors' files and the help follow from it. */
export const families: readonly Family[] = [
	{
		...rancher1Config,
		...rancher1Source,
		demo: async () => (await import('./demo/rancher1/demo.js')).serveDemo,
	},
	{
		...rancher2Config,
		...rancher2Source,
		demo: async () => (await import('./demo/rancher2/demo.js')).serveDemo,
	},
	{
		...saltConfig,
		...saltSource,
		demo: async () => (await import('./demo/salt/demo.js')).serveDemo,
	},
];
