import type {FamilyConfig} from '../../family.js';
import {tokenAlone} from '../../login.js';
import {serversOf} from './cli-file.js';
import {rancherEnvironment} from './environment.js';

/** The configuration of a Rancher 1. */
export const rancher1Config: FamilyConfig = {
	name: 'rancher1',
	title: 'Rancher 1.x',
	server: 'Rancher 1',
	kind: 'containers',
	urls: {
		form: 'https://host[/v2-beta/projects/1a5]',
		paths: /^\/v(?:1|2-beta)(?:\/|$)/,
		pages: [
			[/^\/env\/(1a\d+)(?:\/.*)?$/, '/v2-beta/projects/$1'],
			[/^\/(?:login|admin\/.*)$/, ''],
			// The pages of the API itself.
			[/^(\/v(?:1|2-beta)\/projects\/1a\d+)\/.+$/, '$1'],
		],
		entry: /\/schemas$/,
	},
	login: {
		questions: ['access key (Enter for none)', 'secret key'],
		isFirstShown: false,
		alone: tokenAlone,
		both: (username, password) => ({type: 'basic', username, password}),
	},
	environment: rancherEnvironment,
	vendorFiles: [{tool: 'the Rancher CLI', path: '~/.rancher/cli.json', serversOf}],
};
