import {UsageError} from '../model/errors.js';

/** Where a source is. */
export type SourceUrl = {
	/** Null: the server must be asked. */
	readonly family: string | null;
	/** As in `SourceConfig`: without prefix, credentials and slash at the end. */
	readonly url: string;
};

/** The format of URLs of a family's servers. */
export type UrlRules = {
	/** What follows the prefix, for the help: `https://host[/v2-beta/projects/1a5]`. */
	readonly form: string;
	/** Paths that only servers of this family have. */
	readonly paths?: RegExp;
	/** Paths of the servers' own web pages, and what they stand for, so that one can be pasted from the browser. */
	readonly pages?: ReadonlyArray<readonly [RegExp, string]>;
	/** The parts of a path that are omitted: where the web interface begins. */
	readonly entry?: RegExp;
};

/** What is needed of a family to read its URLs. */
type Addressed = {
	readonly name: string;
	readonly urls: UrlRules;
	readonly environment?: {readonly credentials: (family: string | null) => string};
};

/**
 * Reads the URL of a source as typed, or pasted from the browser; `where` names it in errors.
 * Throws `UsageError` when it is none, or has credentials in it, without repeating those.
 */
export type ParseUrl = (text: string, where: string) => SourceUrl;

/** What a URL may begin with: `salt+https://…`. */
const prefixes = (families: ReadonlyArray<{readonly name: string}>): readonly string[] =>
	families.map(({name}) => `${name}+https://…`);

const waysOf = (families: readonly Addressed[]): string => {
	const variables = new Set(families.flatMap(({environment}) => environment?.credentials(null) ?? []));
	return `give them in the configuration file (tokenCommand, passwordFile, …), in the environment (${[...variables].join('; ')}) or at the prompt`;
};

const parsed = (text: string, where: string, families: readonly Addressed[]): URL => {
	// A text that holds an @ may hold a password: it is never repeated.
	const shown = text.includes('@') ? 'what is given' : `'${text}'`;
	if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
		throw new UsageError(
			`${where}: ${shown} is not the address of a source; expected ${prefixes(families).join(', ')} or https://…`,
		);
	}

	const url = new URL(text);
	if (url.username !== '' || url.password !== '') {
		throw new UsageError(
			`${where}: a URL with a user name or password in it is refused (${url.host}): arguments and logs are public; ${waysOf(families)}`,
		);
	}

	return url;
};

/** Creates the parser of URLs of these families. */
export const urlParser =
	(families: readonly Addressed[]): ParseUrl =>
	(text, where) => {
		const [, prefix, rest] = /^(?:(\w+)\+)?(.*)$/s.exec(text.trim()) ?? [];
		const named = families.find(({name}) => name === prefix?.toLowerCase());
		if (prefix !== undefined && !named) {
			throw new UsageError(
				`${where}: '${prefix.toLowerCase()}+' is not a family of servers; expected ${prefixes(families).join(', ')} or https://…`,
			);
		}

		const url = parsed(rest ?? '', where, families);
		const typed = url.pathname.replace(/\/{2,}/g, '/').replace(/\/$/, '');
		const page = (named ? [named] : families)
			.flatMap(({urls}) => urls.pages ?? [])
			.find(([pattern]) => pattern.test(typed));
		// What follows may hold credentials, unless it is a page of the server's that the browser was on.
		if (!page && (url.search !== '' || url.hash !== '')) {
			throw new UsageError(
				`${where}: the URL of a source (${url.host}) has nothing after ? or #; credentials: ${waysOf(families)}`,
			);
		}

		const path = page ? typed.replace(...page) : typed;
		const family = named ?? families.find(({urls}) => urls.paths?.test(path));
		const entry = family?.urls.entry;
		return {family: family?.name ?? null, url: `${url.origin}${entry ? path.replace(entry, '') : path}`};
	};

/** Whether two sources are on the same server, so that credentials for the one may be sent to the other. */
export const isSameServer = (left: SourceUrl, right: SourceUrl): boolean =>
	new URL(left.url).origin === new URL(right.url).origin &&
	(left.family === right.family || left.family === null || right.family === null);

/** Whether a source on the command line is meant as a URL, not as a name. */
export const isUrl = (text: string): boolean => text.includes('://');
