import type {Environment} from '../model/environment.js';
import {UsageError} from '../model/errors.js';
import {suggestion} from '../model/nearest.js';
import {wordList} from '../model/word-list.js';
import {type Draft, draftOf} from './draft.js';
import {draftOfEntry, type EntryContext} from './entry.js';
import {environmentDrafts, environmentRules, typedPlace} from './environment.js';
import type {FamilyConfig} from './family.js';
import type {Faults} from './faults.js';
import {nameFault} from './names.js';
import {isUrl, type ParseUrl} from './source-url.js';
import type {Vendors} from './vendors.js';

const viaFault = (
	name: string,
	via: string,
	drafts: ReadonlyMap<string, Draft>,
	families: readonly FamilyConfig[],
): string | null => {
	const proxy = drafts.get(via);
	if (!proxy) return `no source is called '${via}'${suggestion(via, [...drafts.keys()])}`;
	const {family} = proxy.address;
	const proxies = families.filter(one => one.proxy);
	const isProxy = family === null || proxies.some(one => one.name === family);
	if (via !== name && proxy.via === null && isProxy) return null;
	const servers = wordList(
		proxies.map(({server}) => server),
		'or',
	);
	return `'${via}' cannot be a way to it; expected a ${servers} that is reached directly`;
};

/** The sources of the file, by name; what is wrong with one goes to `faults`, and it is omitted. */
export const fileDrafts = (context: EntryContext, faults: Faults): ReadonlyMap<string, Draft> => {
	const {file, families} = context;
	const drafts = new Map<string, Draft>();
	for (const [name, entry] of Object.entries(file.content.sources ?? {})) {
		const where = file.place('sources', name);
		const fault = nameFault(name);
		if (fault !== null) faults.doubt(`${where}: ${fault}`);
		const draft = faults.attempt(() => draftOfEntry(name, entry, context));
		if (draft) drafts.set(name, draft);
	}

	for (const [name, {via}] of drafts) {
		// One that is there but has a fault of its own is not missing.
		const isFaulty = via !== null && !drafts.has(via) && file.sourceNames.has(via);
		const fault = via === null || isFaulty ? null : viaFault(name, via, drafts, families);
		if (fault !== null) faults.add(`${file.place('sources', name, 'via')}: ${fault}`);
	}

	return drafts;
};

/** Where sources may be named. */
type Places = {
	readonly typed: readonly string[];
	readonly path: string;
	readonly drafts: ReadonlyMap<string, Draft>;
	readonly environment: Environment;
	readonly families: readonly FamilyConfig[];
	readonly parseUrl: ParseUrl;
	readonly vendors: Vendors;
};

const argumentDraft = (typed: string, places: Places): Draft => {
	const {drafts, path, families, parseUrl} = places;
	if (isUrl(typed)) {
		const address = parseUrl(typed, 'the command line');
		const draft = draftOf(new URL(address.url).host, address);
		return {...draft, ...typedPlace(address, places), fromEnvironment: true};
	}

	const draft = drafts.get(typed) ?? places.vendors.named(typed);
	if (draft) return draft;
	const contexts = places.vendors.names().map(({name}) => name);
	const meant = suggestion(typed, [...drafts.keys(), ...contexts]);
	const prefixed = ['https://', ...families.map(({name}) => `${name}+https://`)];
	throw new UsageError(
		`no source is called '${typed}' in ${path}${meant}; a URL begins with ${wordList(prefixed, 'or')}`,
	);
};

/** The sources to watch, by the first place that names any; none is `UsageError`. */
export const chooseDrafts = (places: Places): readonly Draft[] => {
	const {typed, path, drafts, vendors} = places;
	if (typed.length > 0) return typed.map(one => argumentDraft(one, places));
	if (drafts.size > 0) return [...drafts.values()];
	const named = environmentDrafts(places);
	if (named.length > 0) return named;
	for (const servers of vendors.ranks) {
		const current = servers().filter(server => server.current);
		if (current.length > 0) return current.map(({draft}) => draft);
	}

	const variables = environmentRules(places).map(({url}) => url);
	const ways = `name a server (rwatch https://rancher.example.com), let rwatch init write it to ${path}, or set ${wordList(variables, 'or')}`;
	if (vendors.faults.length > 0)
		throw new UsageError(`nothing to watch: ${vendors.faults.join('; ')}; fix it, or ${ways}`);
	const [asked] = vendors.names();
	if (asked) {
		throw new UsageError(
			`nothing to watch: no ${asked.title} gives credentials without being named (rwatch ${asked.name}); name one, or ${ways}`,
		);
	}

	throw new UsageError(`nothing to watch: ${ways}; rwatch --demo shows the program at work`);
};
