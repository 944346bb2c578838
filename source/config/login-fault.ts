import type {Environment} from '../model/environment.js';
import type {SourceConfig} from '../model/source-config.js';
import {type Draft, noLogin} from './draft.js';

const inFile = 'username and password (or passwordFile, passwordEnv, passwordCommand)';

/** Where its credentials would be looked for. Those of the environment are for another server, where there are any. */
const advice = ({name, fromEnvironment}: Draft, {SALTAPI_USER, SALTAPI_PASS}: Environment): string => {
	if (name !== null) return `expected ${inFile} beside url`;
	if (!fromEnvironment) return 'expected SALTAPI_USER and SALTAPI_PASS in it';
	const entry = `list it in the configuration file with ${inFile}`;
	return SALTAPI_USER && SALTAPI_PASS ? entry : `set SALTAPI_USER and SALTAPI_PASS, or ${entry}`;
};

/**
 * What to do about a source that is complete and cannot be watched all the same, in one line: Salt takes nobody without
 * credentials. Null for any other, also for one whose family is not known yet: it may be a Rancher that is open to all.
 */
export const loginFault = (
	draft: Draft,
	{family, via, credentials}: SourceConfig,
	environment: Environment,
): string | null => {
	// Nothing but a Salt master is reached through another source.
	const isSalt = family === 'salt' || (family === null && via !== null);
	if (!isSalt || credentials !== noLogin) return null;
	return `${draft.where}: Salt needs a user with a password; ${advice(draft, environment)}`;
};
