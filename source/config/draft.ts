import type {Credentials, SourceConfig} from '../model/source-config.js';
import type {SourceUrl} from './source-url.js';

/** Gets credentials at each login; throws `UsageError` when they cannot be had. */
export type Login = SourceConfig['credentials'];

/** A source that was named somewhere, whose name and credentials may still be missing. */
export type Draft = {
	/** Null: its host. */
	readonly name: string | null;
	/** What named it, for messages: `RANCHER_URL`, `config.yaml:4: sources.prod`. */
	readonly where: string;
	readonly address: SourceUrl;
	/** Name of the one project of a Rancher 1 that is wanted, or null. */
	readonly project: string | null;
	/** Credentials that were given together with it. */
	readonly login: Login | null;
	/** User name that was given without a password, with Salt's way to check it. */
	readonly user: {readonly name: string; readonly eauth: string | null} | null;
	/** It was named in the environment or on the command line, so that the environment's credentials are meant for it. */
	readonly fromEnvironment: boolean;
	readonly certificateAuthorities: string | null;
	readonly insecure: boolean;
	/** Its own proxy, as a URL; null: as the environment says. */
	readonly proxy: string | null;
	/** The name that its certificate is for; null: its host. */
	readonly serverName: string | null;
	readonly readOnly: boolean;
	readonly allProjects: boolean | null;
	readonly via: string | null;
	readonly cloudCredential: string | null;
	readonly allowOldRancher: boolean;
	readonly eventTransport: SourceConfig['eventTransport'] | null;
};

/** A draft with nothing but a place. */
export const draftOf = (where: string, address: SourceUrl): Draft => ({
	name: null,
	where,
	address,
	project: null,
	login: null,
	user: null,
	fromEnvironment: false,
	certificateAuthorities: null,
	insecure: false,
	proxy: null,
	serverName: null,
	readOnly: false,
	allProjects: null,
	via: null,
	cloudCredential: null,
	allowOldRancher: false,
	eventTransport: null,
});

/** Always the same credentials. */
export const constantly =
	(credentials: Credentials): Login =>
	() =>
		Promise.resolve(credentials);

/** The credentials of a source that was given none. */
export const noLogin: Login = constantly({type: 'none'});
