import {UsageError} from '../model/errors.js';
import type {Source} from '../model/source.js';
import type {SourceConfig} from '../model/source-config.js';
import {wordList} from '../model/word-list.js';
import {withExtraColumns} from './extra-columns.js';
import type {SourceFamily} from './family.js';
import {holdingCredentials, redacted} from './redacted.js';
import type {Way} from './requests/way.js';

/** All configured sources by name, for the one that another is reached through. */
type Named = ReadonlyMap<string, SourceConfig>;

/** The family that a configuration names; with `via`, only one that can be reached so. Throws `UsageError`. */
const familyOf = ({name, family, via}: SourceConfig, families: readonly SourceFamily[]): string | null => {
	if (via === null) return family;
	const behind = families.filter(({behindProxy}) => behindProxy === true);
	const found = family === null ? behind[0] : behind.find(one => one.name === family);
	if (found) return found.name;
	const servers = wordList(
		behind.map(({server}) => server),
		'or',
	);
	throw new UsageError(`${name}: only a ${servers} can be reached through '${via}'`);
};

/** The source called `via`, and the family that it is reached by. Throws `UsageError` where it cannot be that. */
const proxyOf = ({name}: SourceConfig, via: string, named: Named, families: readonly SourceFamily[]) => {
	const proxy = named.get(via);
	if (!proxy)
		throw new UsageError(`${name}: no source is called '${via}', through which it is to be reached`);
	const proxies = families.filter(({wayThrough}) => wayThrough);
	const found = proxy.family === null ? proxies[0] : proxies.find(one => one.name === proxy.family);
	if (found?.wayThrough) return {proxy, wayThrough: found.wayThrough};
	const servers = wordList(
		proxies.map(({server}) => server),
		'or',
	);
	throw new UsageError(`${name}: '${via}' has no proxy to reach it through; expected a ${servers}`);
};

/** The way to a source that is reached through another one; null for one that is reached directly. Throws `UsageError`. */
export const wayTo = async (
	config: SourceConfig,
	named: Named,
	families: readonly SourceFamily[],
): Promise<Way | null> => {
	if (config.via === null) return null;
	const {proxy, wayThrough} = proxyOf(config, config.via, named, families);
	return wayThrough(proxy, config);
};

/** A configured source before its family is loaded, which takes as long as drawing the first frame. */
export type PreparedSource = Pick<Source, 'name' | 'family' | 'url' | 'insecure'> & {
	/**
	 * Loads what watches it. Nothing is asked of the server yet: that begins with `watch`, which also finds out the family
	 * where the configuration names none.
	 */
	readonly open: () => Promise<Source>;
};

/**
 * The source that a configuration describes, ready to be opened.
 *
 * @param named all configured sources by name, for `via`
 * @throws UsageError for one that cannot be watched
 */
export const prepareSource = (
	config: SourceConfig,
	named: Named,
	families: readonly SourceFamily[],
): PreparedSource => {
	const {name, url, via} = config;
	const held = new Map([...named].map(([name, one]) => [name, holdingCredentials(one)]));
	const openerOf = (family: string): SourceFamily => {
		const opener = families.find(one => one.name === family);
		if (!opener) throw new UsageError(`${name}: servers of the family ${family} cannot be watched`);
		opener.checkUrl?.(url);
		return opener;
	};

	// What is connected to is the other one.
	const insecure = held.get(via ?? '')?.insecure ?? config.insecure;
	const open = async (family: string, decided: SourceConfig): Promise<Source> => {
		const way = await wayTo(decided, held, families);
		const source = await openerOf(family).open({...decided, insecure}, way);
		return redacted(withExtraColumns(source, decided.columns));
	};

	const family = familyOf(config, families);
	if (family !== null) openerOf(family);
	if (via !== null) proxyOf(config, via, named, families);
	const own = holdingCredentials(config);
	return {
		name,
		family,
		url,
		insecure,
		async open() {
			if (family !== null) return open(family, own);
			const {openUndecided} = await import('./undecided.js');
			return redacted(openUndecided(own, families, open));
		},
	};
};
