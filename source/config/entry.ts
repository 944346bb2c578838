import {expandPath} from '../files/expand-path.js';
import {readableFault} from '../files/read.js';
import {UsageError} from '../model/errors.js';
import type {Credentials} from '../model/source-config.js';
import {readAuthorities} from './certificates.js';
import {type Draft, draftOf, type Login} from './draft.js';
import type {FamilyConfig} from './family.js';
import type {ConfigFile} from './file.js';
import type {SourceEntry} from './schema.js';
import {readSecret, type Secret, type SecretPlaces, secretFault} from './secret.js';
import type {ParseUrl} from './source-url.js';

/** The inputs for reading an entry of the file. */
export type EntryContext = SecretPlaces & {
	readonly families: readonly FamilyConfig[];
	readonly parseUrl: ParseUrl;
	readonly file: ConfigFile;
	readonly home: string;
};

type SecretName = 'token' | 'accessKey' | 'secretKey' | 'password';

/** One secret of an entry, with its place in the file. */
type Placed = {readonly secret: Secret; readonly where: string};

/** Reads the keys of one entry of `sources`; every fault names the line. */
class Entry {
	readonly #context: EntryContext;
	readonly #name: string;
	readonly #entry: SourceEntry;

	constructor(name: string, entry: SourceEntry, context: EntryContext) {
		this.#name = name;
		this.#entry = entry;
		this.#context = context;
	}

	place(key: string): string {
		return this.#context.file.place('sources', this.#name, key);
	}

	path(path: string): string {
		return expandPath(path, this.#context.home, this.#context.file.path);
	}

	secret(name: SecretName): Placed | null {
		const entry = this.#entry;
		const found: Placed[] = [];
		const add = (key: string, secret: Secret | null) => {
			if (secret) found.push({secret, where: this.place(key)});
		};
		const value = entry[name];
		const file = entry[`${name}File`];
		const variable = entry[`${name}Env`];
		const command = entry[`${name}Command`];
		add(name, value === undefined ? null : {type: 'value', value});
		add(`${name}File`, file === undefined ? null : {type: 'file', path: this.path(file)});
		add(`${name}Env`, variable === undefined ? null : {type: 'environment', name: variable});
		add(`${name}Command`, command === undefined ? null : {type: 'command', command});
		const [first, second] = found;
		if (second)
			throw new UsageError(`${second.where}: there is another ${name} in this entry; expected one of them`);
		return first ?? null;
	}

	read({secret, where}: Placed): Promise<string> {
		return readSecret(secret, where, this.#context);
	}

	certificateAuthorities(): string | null {
		const {caFile} = this.#entry;
		if (caFile === undefined) return null;
		return readAuthorities(this.path(caFile), this.place('caFile'), this.#context.files);
	}
}

const refuseMixture = (reader: Entry, given: Readonly<Record<string, Placed | null>>): void => {
	const {token, accessKey, secretKey, password} = given;
	const kinds = [token, accessKey ?? secretKey, password].filter(one => one !== null && one !== undefined);
	const [, second] = kinds;
	if (second)
		throw new UsageError(
			`${second.where}: expected either a token, or accessKey and secretKey, or username and password`,
		);
	if (accessKey && !secretKey)
		throw new UsageError(`${reader.place('secretKey')}: missing; expected beside accessKey`);
	if (secretKey && !accessKey)
		throw new UsageError(`${reader.place('accessKey')}: missing; expected beside secretKey`);
};

/** Checks the keys that need `via`, and those that exclude it. */
const refuseAroundVia = (
	reader: Entry,
	entry: SourceEntry,
	isLoggedIn: boolean,
	families: readonly FamilyConfig[],
): void => {
	const {via, cloudCredential, allowOldRancher, caFile, insecure} = entry;
	const fail = (key: string, text: string): never => {
		throw new UsageError(`${reader.place(key)}: ${text}`);
	};
	const dependent =
		cloudCredential === undefined ? allowOldRancher === true && 'allowOldRancher' : 'cloudCredential';
	if (via === undefined && dependent) fail('via', `missing; expected beside ${dependent}`);
	if (via !== undefined && (caFile !== undefined || insecure === true)) {
		const key = caFile === undefined ? 'insecure' : 'caFile';
		fail(
			key,
			`expected at '${via}', which is what rwatch connects to; that Rancher itself checks this server`,
		);
	}

	if (cloudCredential === undefined) return;
	const [proxy] = families.flatMap(family => family.proxy ?? []);
	const fault = proxy?.credentialFault(cloudCredential) ?? null;
	if (fault !== null) fail('cloudCredential', fault);
	if (allowOldRancher) fail('allowOldRancher', 'expected either this or cloudCredential');
	if (isLoggedIn) return;
	fail(
		'password',
		'missing; expected beside cloudCredential, which is for a proxy in front of the server: it does not log in to the server itself',
	);
};

const loginOf = (reader: Entry, entry: SourceEntry, families: readonly FamilyConfig[]): Login | null => {
	const [token, accessKey, secretKey, password] = [
		reader.secret('token'),
		reader.secret('accessKey'),
		reader.secret('secretKey'),
		reader.secret('password'),
	];
	refuseMixture(reader, {token, accessKey, secretKey, password});
	refuseAroundVia(reader, entry, (token ?? accessKey ?? password) !== null, families);
	const {username, eauth = null} = entry;
	if (token) return async () => ({type: 'bearer', token: await reader.read(token)});
	if (accessKey && secretKey) {
		return async (): Promise<Credentials> => ({
			type: 'basic',
			username: await reader.read(accessKey),
			password: await reader.read(secretKey),
		});
	}

	if (!password) return null;
	if (username === undefined)
		throw new UsageError(`${reader.place('username')}: missing; expected beside password`);
	return async () => ({type: 'login', username, password: await reader.read(password), eauth});
};

/** The source that an entry of the file describes. Throws `UsageError` with its line. */
export const draftOfEntry = (name: string, entry: SourceEntry, context: EntryContext): Draft => {
	const reader = new Entry(name, entry, context);
	const {families, parseUrl} = context;
	const address = parseUrl(entry.url, reader.place('url'));
	if (entry.type && address.family && !entry.url.startsWith('http') && entry.type !== address.family) {
		throw new UsageError(
			`${reader.place('type')}: the url says ${address.family}; expected the same or none`,
		);
	}

	const typed = entry.type
		? parseUrl(`${entry.type}+${entry.url.replace(/^\w+\+/, '')}`, reader.place('url'))
		: address;
	const login = loginOf(reader, entry, families);
	return {
		...draftOf(context.file.place('sources', name), typed),
		name,
		login,
		user:
			login === null && entry.username !== undefined
				? {name: entry.username, eauth: entry.eauth ?? null}
				: null,
		certificateAuthorities: reader.certificateAuthorities(),
		insecure: entry.insecure ?? false,
		readOnly: entry.readOnly ?? false,
		allProjects: entry.allProjects ?? null,
		via: entry.via ?? null,
		cloudCredential: entry.cloudCredential ?? null,
		allowOldRancher: entry.allowOldRancher ?? false,
		eventTransport: entry.saltTransport ?? null,
	};
};

/** Where an entry of the file says that its secrets are, and they are not: checked without running any command. */
export const secretFaults = (name: string, entry: SourceEntry, context: EntryContext): readonly string[] => {
	const reader = new Entry(name, entry, context);
	const places = (['token', 'accessKey', 'secretKey', 'password'] as const).map(one => reader.secret(one));
	return places.flatMap(placed => {
		const fault = placed === null ? null : secretFault(placed.secret, context);
		return placed === null || fault === null ? [] : [`${placed.where}: ${fault}`];
	});
};

/** Warnings for files with secrets of their own that others can read. */
export const entryWarnings = (entry: SourceEntry, {files, file, home}: EntryContext): readonly string[] =>
	[entry.tokenFile, entry.secretKeyFile, entry.passwordFile]
		.map(path => (path === undefined ? null : readableFault(expandPath(path, home, file.path), files)))
		.filter(fault => fault !== null);
