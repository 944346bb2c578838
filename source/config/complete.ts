import type {Files} from '../files/read.js';
import type {Ask} from '../model/ask.js';
import {UsageError} from '../model/errors.js';
import type {Credentials, SourceConfig} from '../model/source-config.js';
import {constantly, type Draft, type Login, noLogin} from './draft.js';
import {type EnvironmentContext, environmentAccess} from './environment.js';
import type {FamilyConfig} from './family.js';
import {askCredentials, loginRules} from './login.js';
import {isSameServer, type SourceUrl} from './source-url.js';
import {findServer, type Vendors} from './vendors.js';

/** The inputs for completing drafts. */
export type Completion = EnvironmentContext & {
	readonly families: readonly FamilyConfig[];
	readonly files: Files;
	/** All sources that the environment or the command line names. */
	readonly named: readonly SourceUrl[];
	readonly vendors: Vendors;
	/** The first credentials are fetched at once; else at the first login. */
	readonly fetchNow: boolean;
	/** Null where nobody can be asked. */
	readonly ask: Ask | null;
	/** True for a server that accepts anybody: then nobody is asked for credentials. */
	readonly isOpen: (source: SourceConfig) => Promise<boolean>;
	/** For every source that says nothing else. */
	readonly allProjects: boolean;
	/** From the command line; for every source. */
	readonly overrides: {
		readonly certificateAuthorities: string | null;
		readonly insecure: boolean;
		readonly readOnly: boolean;
		readonly allProjects: boolean;
		readonly eventTransport: SourceConfig['eventTransport'] | null;
	};
};

const askPassword = async (
	name: string,
	user: NonNullable<Draft['user']>,
	where: string,
	ask: Ask | null,
) => {
	if (!ask) {
		throw new UsageError(`${where}: there is a user name but no password, and no terminal to ask for it in`);
	}

	const password = await ask(`${name}: password of ${user.name}: `, {secret: true});
	return {type: 'login', username: user.name, password, eauth: user.eauth} as const;
};

/**
 * The same credentials, fetched once now: problems are reported before the screen opens, and a command can still ask
 * for a passphrase in the terminal.
 */
const fetched = async (login: Login): Promise<Login> => {
	let first: Credentials | null = await login();
	return async () => {
		const credentials = first ?? (await login());
		first = null;
		return credentials;
	};
};

const routeOf = (proxy: string | null, serverName: string | null) => ({
	...(proxy !== null && {proxy}),
	...(serverName !== null && {serverName}),
});

/**
 * The complete source of a draft: what it lacks comes from the environment (if it was named there or on the
 * command line), then from the vendors' files, then from the person. Throws `UsageError`.
 */
export const completeDraft = async (
	draft: Draft,
	name: string,
	completion: Completion,
): Promise<SourceConfig> => {
	const {families, files, named, vendors, ask, isOpen, overrides} = completion;
	const access = draft.fromEnvironment ? environmentAccess(draft.address, named, files, completion) : null;
	// Only then are the vendors' files read: faults in them do not matter otherwise.
	const vendor =
		draft.login || draft.user || access?.login
			? undefined
			: findServer(vendors, server => isSameServer(server.draft.address, draft.address))?.draft;
	const family = draft.address.family ?? vendor?.address.family ?? null;
	const user = draft.user ?? access?.user ?? vendor?.user ?? null;
	// A user name of its own means that account: credentials of others are not used for it.
	let login = draft.login ?? (draft.user ? null : (access?.login ?? vendor?.login ?? null));
	if (!login && user) login = constantly(await askPassword(name, user, draft.where, ask));
	const source: SourceConfig = {
		name,
		family,
		url: draft.address.url,
		...(draft.project !== null && {project: draft.project}),
		credentials: noLogin,
		certificateAuthorities:
			overrides.certificateAuthorities ??
			draft.certificateAuthorities ??
			access?.certificateAuthorities ??
			vendor?.certificateAuthorities ??
			null,
		...routeOf(draft.proxy ?? vendor?.proxy ?? null, draft.serverName ?? vendor?.serverName ?? null),
		insecure: overrides.insecure || draft.insecure || (access?.insecure ?? vendor?.insecure ?? false),
		readOnly: overrides.readOnly || draft.readOnly,
		...((overrides.allProjects || (draft.allProjects ?? completion.allProjects)) && {
			allProjects: true as const,
		}),
		via: draft.via,
		...(draft.cloudCredential !== null && {cloudCredential: draft.cloudCredential}),
		...(draft.allowOldRancher && {allowOldRancher: true as const}),
		eventTransport: overrides.eventTransport ?? draft.eventTransport ?? 'sse',
	};
	if (!login && ask && !(await isOpen(source))) {
		const typed = await askCredentials(name, loginRules(families, family), ask);
		login = typed && constantly(typed);
	}

	if (!login) return source;
	return {...source, credentials: completion.fetchNow ? await fetched(login) : login};
};
