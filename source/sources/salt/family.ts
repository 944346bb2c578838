import type {FamilySource} from '../family.js';

/** What can be done with Salt. */
export const saltSource: FamilySource = {
	probe: async () => (await import('./wire/probe.js')).probe,
	async open(config, way) {
		const {openSalt} = await import('./source.js');
		return openSalt(config, {sessionless: config.sessionless === true, ...(way && {way})});
	},
	usages: async () => (await import('./act/command.js')).saltUsages,
	explain: async () => (await import('./explain/explain.js')).explain,
	checks: async () => (await import('./checks.js')).openChecks,
	kinds: async () => (await import('./rows/kinds.js')).saltKinds,
	actions: async () => (await import('./rows/usual-actions.js')).usualActions,
};
