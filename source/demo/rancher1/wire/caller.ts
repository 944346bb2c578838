import type {DemoRequest} from '../../serve/serve.js';
import type {Dialect} from './dialect.js';

/** A key as a server knows it: of one project (an environment key) or of an account that sees all projects. */
export type Rancher1Key = {
	readonly access: string;
	readonly secret: string;
	/** Id of the project of an environment key; null for an account key. */
	readonly project: string | null;
	/** A reader's key is offered no action but logs; a restricted one sees no registration tokens. */
	readonly role: Role;
	/** The projects that an administrator is a member of: the others are listed on request only. */
	readonly memberOf?: readonly string[];
	/** Roles in single projects, of an account that is not an administrator. */
	readonly roles?: Readonly<Record<string, Role>>;
};

/** What a key may do in a project (`cattle resources/content/schema`). */
type Role = 'owner' | 'readonly' | 'restricted';

/** Who asks, for which project, and how what it gets is to be dressed. */
export type Caller = {
	readonly key: Rancher1Key;
	readonly dialect: Dialect;
	/** Project that the request is about; null at account level. */
	readonly project: string | null;
	/** `http://host:8080`. */
	readonly origin: string;
	/** Origin and version, and the project's path if the request had it: what every link begins with. */
	readonly base: string;
};

/** The token of a login that a request shows, or '' (`cattle AbstractTokenUtil.java`). */
export const presentedToken = ({headers}: DemoRequest): string =>
	/^bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';

/** The key that a request shows (`cattle BasicAuthImpl.java`). */
export const presentedKey = (request: DemoRequest): {readonly access: string; readonly secret: string} => {
	const [scheme = '', encoded = ''] = (request.headers.authorization ?? '').split(' ');
	if (scheme.toLowerCase() !== 'basic') return {access: '', secret: ''};
	const text = Buffer.from(encoded, 'base64').toString();
	const colon = text.indexOf(':');
	return {access: text.slice(0, colon), secret: text.slice(colon + 1)};
};

/** Where the client believes the server to be (`cattle gdapi DefaultApiRequestParser.java`). */
export const originOf = (request: DemoRequest): string => {
	const proxy = (name: string): string | undefined => {
		const value = request.headers[`x-forwarded-${name}`];
		return typeof value === 'string' ? value.split(',')[0] : undefined;
	};
	const scheme = proxy('proto') ?? request.url.protocol.replace(':', '');
	return `${scheme}://${proxy('host') ?? request.url.host}`;
};
