import type {Environment} from '../model/environment.js';
import type {SourceConfig} from '../model/source-config.js';
import {type Draft, noLogin} from './draft.js';
import {type FamilyConfig, familyBehindProxy} from './family.js';

/**
 * The advice for a source that is complete but cannot be watched, in one line: its family requires credentials. Null
 * for any other, and for one whose family is not known yet: it may be open to all.
 */
export const loginFault = (
	draft: Draft,
	{family, via, credentials}: SourceConfig,
	environment: Environment,
	families: readonly FamilyConfig[],
): string | null => {
	const behind = family === null && via !== null ? familyBehindProxy(families) : null;
	const missing = (behind ?? families.find(({name}) => name === family))?.login.missing;
	return missing && credentials === noLogin ? `${draft.where}: ${missing(draft, environment)}` : null;
};
