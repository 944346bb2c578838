import {UsageError} from '../model/errors.js';
import type {Family} from '../model/resource.js';
import type {Source} from '../model/source.js';
import type {SourceConfig} from '../model/source-config.js';
import {holdingCredentials, redacted} from './redacted.js';

/** Opens a source of one family. `named`: all configured sources, for the one that another is reached through. */
type Open = (config: SourceConfig, named: ReadonlyMap<string, SourceConfig>) => Promise<Source>;

/** A family of servers is one entry here, and one folder, which is loaded when a source of it is opened. */
const families: Readonly<Partial<Record<Family, Open>>> = {
	async rancher1(config) {
		const {openRancher1} = await import('./rancher1/source.js');
		return openRancher1(config);
	},
	async rancher2(config) {
		const {openRancher2} = await import('./rancher2/source.js');
		return openRancher2(config);
	},
	async salt(config, named) {
		const {openSalt} = await import('./salt/source.js');
		const options = {sessionless: config.sessionless === true};
		if (config.via === null) return openSalt(config, options);
		const {proxyOf, wayThrough} = await import('./via.js');
		const proxy = proxyOf(config, config.via, named);
		return openSalt({...config, insecure: proxy.insecure}, {...options, way: wayThrough(proxy, config)});
	},
};

/** The family that a configuration names; only a Salt master is reached through another source. Throws `UsageError`. */
const familyOf = ({name, family, via}: SourceConfig): Family | null => {
	if (via === null || family === 'salt') return family;
	if (family === null) return 'salt';
	throw new UsageError(`${name}: only a Salt master can be reached through '${via}'`);
};

/**
 * The source that a configuration describes. Nothing is asked of the server yet: that begins with `watch`, which
 * also finds out the family where the configuration names none.
 *
 * @param named all configured sources by name, for `via`
 * @throws UsageError for a family that cannot be watched
 */
export const openSource = async (
	config: SourceConfig,
	named: ReadonlyMap<string, SourceConfig>,
): Promise<Source> => {
	const held = new Map([...named].map(([name, one]) => [name, holdingCredentials(one)]));
	const open = async (family: Family, decided: SourceConfig): Promise<Source> => {
		const opener = families[family];
		if (opener) return redacted(await opener(decided, held));
		throw new UsageError(`${config.name}: servers of the family ${family} cannot be watched`);
	};

	const family = familyOf(config);
	const own = holdingCredentials(config);
	if (family !== null) return open(family, own);
	const {openUndecided} = await import('./undecided.js');
	return redacted(openUndecided(own, open));
};
