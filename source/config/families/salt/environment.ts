import type {Environment} from '../../../model/environment.js';
import {constantly, type Draft, type Login} from '../../draft.js';
import type {EnvironmentRules} from '../../environment.js';

/** The variables of pepper, which are the options in its file, too. */
export const loginOf = ({
	SALTAPI_USER,
	SALTAPI_PASS,
	SALTAPI_EAUTH,
}: Environment): {readonly login: Login | null; readonly user: Draft['user']} => {
	if (!SALTAPI_USER) return {login: null, user: null};
	const eauth = SALTAPI_EAUTH || null;
	if (!SALTAPI_PASS) return {login: null, user: {name: SALTAPI_USER, eauth}};
	return {
		login: constantly({type: 'login', username: SALTAPI_USER, password: SALTAPI_PASS, eauth}),
		user: null,
	};
};

/** The variables of Salt. */
export const saltEnvironment: EnvironmentRules = {
	title: 'Salt',
	url: 'SALTAPI_URL',
	credentials: () => 'SALTAPI_USER and SALTAPI_PASS',
	secrets: ['SALTAPI_PASS'],
	named: address => ({address: {...address, family: 'salt'}, project: null}),
	access: environment => ({...loginOf(environment), certificateAuthorities: null, insecure: false}),
};
