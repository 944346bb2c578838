import type {Files} from '../files/read.js';
import type {Environment} from '../model/environment.js';
import {UsageError} from '../model/errors.js';
import {wordList} from '../model/word-list.js';
import {type Draft, draftOf, type Login} from './draft.js';
import {isSameServer, type ParseUrl, type SourceUrl} from './source-url.js';

/** Takes one line for standard error. */
export type Warn = (line: string) => void;

/** What the environment defines for sources that it or the command line names. */
type EnvironmentAccess = {
	readonly login: Login | null;
	readonly user: Draft['user'];
	readonly certificateAuthorities: string | null;
	readonly insecure: boolean;
};

type Place = Pick<Draft, 'address' | 'project'>;

/** The variables of a family, or of several that share them. */
export type EnvironmentRules = {
	/** Whose variables they are, in texts: `Rancher`. */
	readonly title: string;
	/** Name of the variable with the URL of a source. */
	readonly url: string;
	/** Names of the variables with the credentials of a family (null: of all), for texts: `SALTAPI_USER and SALTAPI_PASS`. */
	readonly credentials: (family: string | null) => string;
	/** Names of those with a secret in them. */
	readonly secrets: readonly string[];
	/** The source that the variable with the URL names. */
	readonly named: (address: SourceUrl, environment: Environment) => Place;
	/** What the variables say of a URL on the command line. */
	readonly typed?: (address: SourceUrl, environment: Environment) => Place;
	/** Throws `UsageError` for half of a pair, and for what cannot be read. */
	readonly access: (environment: Environment, family: string | null, files: Files) => EnvironmentAccess;
};

/** What the environment is read with. */
export type EnvironmentContext = {
	readonly families: ReadonlyArray<{readonly name: string; readonly environment?: EnvironmentRules}>;
	readonly parseUrl: ParseUrl;
	readonly environment: Environment;
};

/** The rules of all families, each once. */
export const environmentRules = ({
	families,
}: Pick<EnvironmentContext, 'families'>): readonly EnvironmentRules[] => [
	...new Set(families.flatMap(({environment}) => environment ?? [])),
];

/** Whether the URL of the environment names the same server. */
const isHere = (
	{url: name}: EnvironmentRules,
	address: SourceUrl,
	{environment, parseUrl}: EnvironmentContext,
): boolean => {
	const url = environment[name];
	return Boolean(url) && isSameServer({...parseUrl(url ?? '', 'the environment'), family: null}, address);
};

/** What the environment says of a URL on the command line; nothing where it names another server. */
export const typedPlace = (address: SourceUrl, context: EnvironmentContext): Place => {
	const {environment} = context;
	const rules = environmentRules(context).find(
		each => each.typed && (!environment[each.url] || isHere(each, address, context)),
	);
	return rules?.typed?.(address, environment) ?? {address, project: null};
};

/** The sources that the environment names. Throws `UsageError`. */
export const environmentDrafts = (context: EnvironmentContext): readonly Draft[] => {
	const {environment, parseUrl} = context;
	return environmentRules(context).flatMap(({url: name, named}) => {
		const url = environment[name];
		if (!url) return [];
		const address = parseUrl(url, name);
		return [{...draftOf(name, address), ...named(address, environment), fromEnvironment: true}];
	});
};

const nothing: EnvironmentAccess = {login: null, user: null, certificateAuthorities: null, insecure: false};

/**
 * The credentials that the environment has for a source that it or the command line names; `named` are all of those.
 * If the environment's own URL is one of them, its credentials are for that server only. Throws `UsageError` for half
 * of a pair, and if it is ambiguous which credentials a server gets.
 */
export const environmentAccess = (
	address: SourceUrl,
	named: readonly SourceUrl[],
	files: Files,
	context: EnvironmentContext,
): EnvironmentAccess => {
	const {families, environment} = context;
	const all = environmentRules(context);
	const offerOf = (rules: EnvironmentRules | undefined): EnvironmentAccess => {
		if (!rules) return nothing;
		const isMeant = isHere(rules, address, context) || !named.some(other => isHere(rules, other, context));
		return isMeant ? rules.access(environment, address.family, files) : nothing;
	};
	if (address.family !== null)
		return offerOf(families.find(({name}) => name === address.family)?.environment);
	const here = all.find(rules => isHere(rules, address, context));
	if (here) return offerOf(here);
	const offers = all.map(rules => ({title: rules.title, access: offerOf(rules)}));
	const usable = offers.filter(({access: {login, user}}) => (login ?? user) !== null);
	if (usable.length > 1) {
		const titles = usable.map(({title}) => title);
		const prefixes = families.map(({name}) => `${name}+`);
		throw new UsageError(
			`${address.url}: the environment has credentials for both ${wordList(titles, 'and')}; expected ${wordList(prefixes, 'or')} before the URL`,
		);
	}

	return (usable[0] ?? offers[0])?.access ?? nothing;
};
