import type {Files} from '../files/read.js';
import type {Environment} from '../model/environment.js';
import {UsageError} from '../model/errors.js';
import type {Family} from '../model/resource.js';
import type {Credentials} from '../model/source-config.js';
import {certificateFault} from './certificates.js';
import {constantly, type Draft, draftOf, type Login} from './draft.js';
import {readAuthorities} from './entry.js';
import {isSameServer, parseSourceUrl, type SourceUrl} from './source-url.js';

/** Takes one line for standard error. */
export type Warn = (line: string) => void;

/** What the environment says for sources that it or the command line names. */
export type EnvironmentAccess = {
	readonly login: Login | null;
	readonly user: Draft['user'];
	readonly certificateAuthorities: string | null;
	readonly insecure: boolean;
};

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
	if (!project || family === 'rancher2' || family === 'salt' || url.includes('/projects/')) {
		return {address, project: null};
	}

	if (!/^1a\d+$/.test(project)) return {address, project};
	const versioned = /\/v(?:1|2-beta)$/.test(url) ? url : `${url}/v2-beta`;
	return {address: {family: 'rancher1', url: `${versioned}/projects/${project}`}, project: null};
};

const isHere = (url: string | undefined, address: SourceUrl): boolean =>
	Boolean(url) && isSameServer({...parseSourceUrl(url ?? '', 'the environment'), family: null}, address);

/** What `RANCHER_ENVIRONMENT` says of a URL on the command line; nothing where `RANCHER_URL` names another server. */
export const withEnvironmentsProject = (
	address: SourceUrl,
	{RANCHER_URL, RANCHER_ENVIRONMENT}: Environment,
): Pick<Draft, 'address' | 'project'> => {
	const isMeant = !RANCHER_URL || isHere(RANCHER_URL, address);
	if (!isMeant || !RANCHER_ENVIRONMENT) return {address, project: null};
	// Whether it is a Rancher 1 at all is found out later: a path of ours could not be taken back then.
	if (address.family === null) return {address, project: RANCHER_ENVIRONMENT};
	return withProject(address, RANCHER_ENVIRONMENT);
};

/** The sources that the environment names: `RANCHER_URL` and `SALTAPI_URL`. Throws `UsageError`. */
export const environmentDrafts = (environment: Environment): readonly Draft[] => {
	const {RANCHER_URL, RANCHER_ENVIRONMENT, SALTAPI_URL} = environment;
	const drafts: Draft[] = [];
	if (RANCHER_URL) {
		const typed = parseSourceUrl(RANCHER_URL, 'RANCHER_URL');
		const narrowed = withProject(typed, RANCHER_ENVIRONMENT);
		drafts.push({...draftOf('RANCHER_URL', typed), ...narrowed, fromEnvironment: true});
	}

	if (SALTAPI_URL) {
		const address: SourceUrl = {...parseSourceUrl(SALTAPI_URL, 'SALTAPI_URL'), family: 'salt'};
		drafts.push({...draftOf('SALTAPI_URL', address), fromEnvironment: true});
	}

	return drafts;
};

const rancherCredentials = (environment: Environment, family: Family | null): Credentials | null => {
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

const rancherAuthorities = ({RANCHER_CA_CERTS}: Environment, files: Files): string | null => {
	if (!RANCHER_CA_CERTS) return null;
	// A file, as curl has it, or the certificates themselves, as Rancher's Terraform provider has it.
	if (!RANCHER_CA_CERTS.includes('-----BEGIN'))
		return readAuthorities(RANCHER_CA_CERTS, 'RANCHER_CA_CERTS', files);
	const text = RANCHER_CA_CERTS.replaceAll('\\n', '\n');
	const fault = certificateFault(text);
	if (fault !== null) throw new UsageError(`RANCHER_CA_CERTS: ${fault}`);
	return text;
};

const rancherAccess = (environment: Environment, family: Family | null, files: Files): EnvironmentAccess => {
	const credentials = rancherCredentials(environment, family);
	return {
		login: credentials === null ? null : constantly(credentials),
		user: null,
		certificateAuthorities: rancherAuthorities(environment, files),
		// The command line of Rancher 1 knows no such variable.
		insecure: family !== 'rancher1' && isTrue(environment.RANCHER_INSECURE),
	};
};

const saltAccess = ({SALTAPI_USER, SALTAPI_PASS, SALTAPI_EAUTH}: Environment): EnvironmentAccess => {
	const eauth = SALTAPI_EAUTH || null;
	const known = SALTAPI_USER ? {name: SALTAPI_USER, eauth} : null;
	const login =
		known && SALTAPI_PASS
			? constantly({type: 'login', username: known.name, password: SALTAPI_PASS, eauth})
			: null;
	return {login, user: login ? null : known, certificateAuthorities: null, insecure: false};
};

const nothing: EnvironmentAccess = {login: null, user: null, certificateAuthorities: null, insecure: false};

/**
 * What the environment offers to a source that it or the command line names; `named` are all of those. Where the
 * environment's own URL is one of them, its credentials are for that server only.
 * Throws `UsageError` for half of a pair, and where it cannot be told which credentials a server is to get.
 */
export const environmentAccess = (
	environment: Environment,
	address: SourceUrl,
	named: readonly SourceUrl[],
	files: Files,
): EnvironmentAccess => {
	const {RANCHER_URL, SALTAPI_URL} = environment;
	const isMeant = (url: string | undefined) =>
		isHere(url, address) || !named.some(other => isHere(url, other));
	const offer = {
		rancher: () => (isMeant(RANCHER_URL) ? rancherAccess(environment, address.family, files) : nothing),
		salt: () => (isMeant(SALTAPI_URL) ? saltAccess(environment) : nothing),
	};
	if (address.family !== null) return address.family === 'salt' ? offer.salt() : offer.rancher();
	if (isHere(SALTAPI_URL, address)) return offer.salt();
	const [rancher, salt] = [offer.rancher(), offer.salt()];
	if (isHere(RANCHER_URL, address) || !(salt.login ?? salt.user)) return rancher;
	if (rancher.login === null) return salt;
	throw new UsageError(
		`${address.url}: the environment has credentials for both Rancher and Salt; expected rancher1+, rancher2+ or salt+ before the URL`,
	);
};
