import type {FamilySource} from '../family.js';
import {placeOf} from './wire/place.js';

/** What can be done with Rancher 1. */
export const rancher1Source: FamilySource = {
	probe: async () => (await import('./wire/probe.js')).probe,
	checkUrl: placeOf,
	open: async config => (await import('./source.js')).openRancher1(config),
	explain: async () => (await import('./explain/explain.js')).explain,
	checks: async () => (await import('./checks.js')).openChecks,
	kinds: async () => (await import('./rows/usual-kinds.js')).usualKinds,
	actions: async () => (await import('./rows/usual-actions.js')).usualActions,
	isOpen: async config => (await import('./wire/open-server.js')).isOpenServer(config),
};
