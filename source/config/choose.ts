import type {Environment} from '../model/environment.js';
import {UsageError} from '../model/errors.js';
import {suggestion} from '../model/nearest.js';
import {type Draft, draftOf} from './draft.js';
import {draftOfEntry, type EntryContext} from './entry.js';
import {environmentDrafts, withEnvironmentsProject} from './environment.js';
import type {Faults} from './faults.js';
import {isUrl, parseSourceUrl} from './source-url.js';
import type {VendorServer} from './vendor-files.js';

// `rwatch logs …` could not name such a source.
const subcommands: readonly string[] = ['config', 'init', 'doctor', 'logs', 'completion', 'help'];

const viaFault = (name: string, via: string, drafts: ReadonlyMap<string, Draft>): string | null => {
	const proxy = drafts.get(via);
	if (!proxy) return `no source is called '${via}'${suggestion(via, [...drafts.keys()])}`;
	const isWay = via !== name && proxy.via === null && proxy.address.family !== 'salt';
	return isWay ? null : `'${via}' cannot be a way to it; expected a Rancher that is reached directly`;
};

/** The sources of the file, by name; what is wrong with one goes to `faults`, and it is omitted. */
export const fileDrafts = (context: EntryContext, faults: Faults): ReadonlyMap<string, Draft> => {
	const {file} = context;
	const drafts = new Map<string, Draft>();
	for (const [name, entry] of Object.entries(file.content.sources ?? {})) {
		const where = file.place('sources', name);
		if (name.includes('/'))
			faults.doubt(`${where}: expected a name without a slash, which separates it from ids`);
		if (subcommands.includes(name))
			faults.doubt(`${where}: expected a name that is not a subcommand of rwatch`);
		const draft = faults.attempt(() => draftOfEntry(name, entry, context));
		if (draft) drafts.set(name, draft);
	}

	for (const [name, {via}] of drafts) {
		const fault = via === null ? null : viaFault(name, via, drafts);
		if (fault !== null) faults.add(`${file.place('sources', name, 'via')}: ${fault}`);
	}

	return drafts;
};

/** Where sources may be named. */
export type Places = {
	/** Arguments of the command line. */
	readonly typed: readonly string[];
	/** Path of the configuration file. */
	readonly path: string;
	readonly drafts: ReadonlyMap<string, Draft>;
	readonly environment: Environment;
	readonly vendors: () => readonly VendorServer[];
	/** What is wrong with the vendors' own files, once those were read. */
	readonly vendorFaults: readonly string[];
};

const argumentDraft = (typed: string, {drafts, path, environment}: Places): Draft => {
	if (isUrl(typed)) {
		const address = parseSourceUrl(typed, 'the command line');
		const draft = draftOf(new URL(address.url).host, address);
		return {...draft, ...withEnvironmentsProject(address, environment), fromEnvironment: true};
	}

	const draft = drafts.get(typed);
	if (draft) return draft;
	const meant = suggestion(typed, [...drafts.keys()]);
	throw new UsageError(
		`no source is called '${typed}' in ${path}${meant}; a URL begins with https://, rancher1+https://, rancher2+https:// or salt+https://`,
	);
};

/** The sources to watch, by the first place that names any; none is `UsageError`. */
export const chooseDrafts = (places: Places): readonly Draft[] => {
	const {typed, path, drafts, environment, vendors, vendorFaults} = places;
	if (typed.length > 0) return typed.map(one => argumentDraft(one, places));
	if (drafts.size > 0) return [...drafts.values()];
	const named = environmentDrafts(environment);
	if (named.length > 0) return named;
	const current = vendors().filter(server => server.current);
	if (current.length > 0) return current.map(({draft}) => draft);
	const ways = `name a server (rwatch https://rancher.example.com), list it in ${path}, or set RANCHER_URL or SALTAPI_URL`;
	if (vendorFaults.length > 0)
		throw new UsageError(`nothing to watch: ${vendorFaults.join('; ')}; fix it, or ${ways}`);
	throw new UsageError(`nothing to watch: ${ways}; rwatch --demo shows the program at work`);
};
