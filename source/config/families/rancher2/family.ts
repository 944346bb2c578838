import type {FamilyConfig} from '../../family.js';
import {keyOrUser, tokenAlone} from '../../login.js';
import {rancherEnvironment} from '../rancher1/environment.js';
import {serversOf} from './cli-file.js';
import {cloudCredentialFault} from './cloud-credential.js';
import {contextNamed, contextNames, serversOf as kubeServersOf} from './kube-contexts.js';

/** The configuration of a Rancher 2. */
export const rancher2Config: FamilyConfig = {
	name: 'rancher2',
	title: 'Rancher 2.x',
	server: 'Rancher 2',
	kind: 'pods',
	urls: {
		form: 'https://host[/v3/clusters/c-x | /v3/projects/c-x:p-y | /k8s/clusters/c-x]',
		paths: /^\/(?:v3|k8s|dashboard)(?:\/|$)/,
		pages: [
			// `_` is the dashboard's word for no cluster (rancher/dashboard shell/store/store-types.js, BLANK_CLUSTER).
			[/^\/dashboard\/c\/(?!_(?:\/|$))([\w-]+)(?:\/.*)?$/, '/k8s/clusters/$1'],
			[/^\/(?:c|g\/clusters)\/([\w-]+)(?:\/.*)?$/, '/v3/clusters/$1'],
			[/^\/p\/([\w-]+:[\w-]+)(?:\/.*)?$/, '/v3/projects/$1'],
			// Those of no cluster or project mean the whole server.
			[/^\/dashboard(?:\/.*)?$/, '/v3'],
			[/^\/(?:g|n)(?:\/.*)?$/, '/v3'],
			[/^\/(?:login|admin\/.*)$/, ''],
			// The pages of the API itself.
			[/^(\/(?:v3|k8s)\/clusters\/[\w-]+)\/.+$/, '$1'],
			[/^(\/v3\/projects\/[\w-]+:[\w-]+)\/.+$/, '$1'],
			[/^\/v3\/(?!clusters\/|projects\/).*$/, '/v3'],
			[/^\/v1\/[a-z]+\.[\w.-]+(?:\/.*)?$/, '/v3'],
		],
		entry: /^\/(?:v3|v1|dashboard)$/,
	},
	login: {
		questions: ['user name, token or access key (Enter for none)', 'password or secret key'],
		isFirstShown: false,
		alone: tokenAlone,
		both: keyOrUser,
	},
	environment: rancherEnvironment,
	vendorFiles: [
		{tool: 'the Rancher CLI', path: '~/.rancher/cli2.json', serversOf},
		{
			tool: 'kubectl',
			path: '~/.kube/config',
			serversOf: kubeServersOf,
			isLast: true,
			named: {title: 'context of the kubeconfig', names: contextNames, draftOf: contextNamed},
		},
	],
	proxy: {credentialFault: cloudCredentialFault},
};
