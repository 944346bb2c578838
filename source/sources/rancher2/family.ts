import type {FamilySource} from '../family.js';
import {placeOf} from './wire/place.js';

/** What can be done with Rancher 2. */
export const rancher2Source: FamilySource = {
	probe: async () => (await import('./wire/probe.js')).probe,
	checkUrl: placeOf,
	open: async config => (await import('./source.js')).openRancher2(config),
	checks: async () => (await import('./checks.js')).openChecks,
	kinds: async () => (await import('./rows/usual-kinds.js')).usualKinds,
	actions: async () => (await import('./rows/usual-actions.js')).usualActions,
	explain: async () => (await import('./explain/explain.js')).explain,
	wayThrough: async (...given) => (await import('./wire/proxy-way.js')).wayThrough(...given),
};
