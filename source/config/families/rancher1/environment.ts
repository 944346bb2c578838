import type {Files} from '../../../files/read.js';
import type {Environment} from '../../../model/environment.js';
import {UsageError} from '../../../model/errors.js';
import type {Credentials} from '../../../model/source-config.js';
import {certificateFault, readAuthorities} from '../../certificates.js';
import {constantly, type Draft} from '../../draft.js';
import type {EnvironmentRules} from '../../environment.js';
import type {SourceUrl} from '../../source-url.js';

const isTrue = (value: string | undefined): boolean => /^(?:1|true|yes|on)$/i.test(value ?? '');

/**
 * Narrows a Rancher 1 to one project (environment): by its id in the path of the URL; by its name, which only the
 * server can resolve, beside it.
 */
export const withProject = (
	address: SourceUrl,
	project: string | undefined,
): Pick<Draft, 'address' | 'project'> => {
	const {family, url} = address;
	if (!project || (family !== null && family !== 'rancher1') || url.includes('/projects/')) {
		return {address, project: null};
	}

	if (!/^1a\d+$/.test(project)) return {address, project};
	const versioned = /\/v(?:1|2-beta)$/.test(url) ? url : `${url}/v2-beta`;
	return {address: {family: 'rancher1', url: `${versioned}/projects/${project}`}, project: null};
};

const credentialsOf = (environment: Environment, family: string | null): Credentials | null => {
	const {RANCHER_TOKEN, RANCHER_ACCESS_KEY, RANCHER_SECRET_KEY} = environment;
	if (RANCHER_TOKEN && family !== 'rancher1') return {type: 'bearer', token: RANCHER_TOKEN};
	if (RANCHER_ACCESS_KEY && RANCHER_SECRET_KEY) {
		return {type: 'basic', username: RANCHER_ACCESS_KEY, password: RANCHER_SECRET_KEY};
	}

	if (RANCHER_ACCESS_KEY || RANCHER_SECRET_KEY) {
		const [given, missing] = RANCHER_ACCESS_KEY ? ['ACCESS', 'SECRET'] : ['SECRET', 'ACCESS'];
		throw new UsageError(`RANCHER_${given}_KEY is set in the environment, but RANCHER_${missing}_KEY is not`);
	}

	return null;
};

const authoritiesOf = ({RANCHER_CA_CERTS}: Environment, files: Files): string | null => {
	if (!RANCHER_CA_CERTS) return null;
	// A file, as curl has it, or the certificates themselves, as Rancher's Terraform provider has it.
	if (!RANCHER_CA_CERTS.includes('-----BEGIN'))
		return readAuthorities(RANCHER_CA_CERTS, 'RANCHER_CA_CERTS', files);
	const text = RANCHER_CA_CERTS.replaceAll('\\n', '\n');
	const fault = certificateFault(text);
	if (fault !== null) throw new UsageError(`RANCHER_CA_CERTS: ${fault}`);
	return text;
};

/** The variables of both Ranchers. */
export const rancherEnvironment: EnvironmentRules = {
	title: 'Rancher',
	url: 'RANCHER_URL',
	// A token is one of Rancher 2.
	credentials: family =>
		`RANCHER_ACCESS_KEY and RANCHER_SECRET_KEY${family === 'rancher1' ? '' : ' or RANCHER_TOKEN'}`,
	secrets: ['RANCHER_ACCESS_KEY', 'RANCHER_SECRET_KEY', 'RANCHER_TOKEN'],
	named: (address, {RANCHER_ENVIRONMENT}) => withProject(address, RANCHER_ENVIRONMENT),
	typed(address, {RANCHER_ENVIRONMENT}) {
		// Whether it is a Rancher 1 at all is found out later: a path of ours could not be taken back then.
		if (address.family === null) return {address, project: RANCHER_ENVIRONMENT || null};
		return withProject(address, RANCHER_ENVIRONMENT);
	},
	access(environment, family, files) {
		const credentials = credentialsOf(environment, family);
		return {
			login: credentials === null ? null : constantly(credentials),
			user: null,
			certificateAuthorities: authoritiesOf(environment, files),
			// The command line of Rancher 1 knows no such variable.
			insecure: family !== 'rancher1' && isTrue(environment.RANCHER_INSECURE),
		};
	},
};
