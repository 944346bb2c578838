import type {Environment} from '../../../model/environment.js';
import type {Draft} from '../../draft.js';
import type {FamilyConfig} from '../../family.js';
import {serversOf} from './cli-file.js';
import {saltEnvironment} from './environment.js';

const inFile = 'username and password (or passwordFile, passwordEnv, passwordCommand)';

/** Where its credentials would be looked for. Those of the environment are for another server, where there are any. */
const adviceOf = ({name, fromEnvironment}: Draft, {SALTAPI_USER, SALTAPI_PASS}: Environment): string => {
	if (name !== null) return `expected ${inFile} beside url`;
	if (!fromEnvironment) return 'expected SALTAPI_USER and SALTAPI_PASS in it';
	const entry = `list it in the configuration file with ${inFile}`;
	return SALTAPI_USER && SALTAPI_PASS ? entry : `set SALTAPI_USER and SALTAPI_PASS, or ${entry}`;
};

/** The configuration of a Salt master. */
export const saltConfig: FamilyConfig = {
	name: 'salt',
	title: 'Salt',
	server: 'Salt master',
	kind: 'minions',
	urls: {form: 'https://host:8000'},
	login: {
		questions: ['user name', 'password'],
		isFirstShown: true,
		alone: () => null,
		both: (username, password) => ({type: 'login', username, password, eauth: null}),
		missing: (draft, environment) => `Salt needs a user with a password; ${adviceOf(draft, environment)}`,
	},
	environment: saltEnvironment,
	vendorFiles: [{tool: 'pepper', path: '~/.pepperrc', serversOf}],
	behindProxy: true,
};
