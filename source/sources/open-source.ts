import {UsageError} from '../model/errors.ts';
import type {Family} from '../model/resource.ts';
import type {Source} from '../model/source.ts';
import type {SourceConfig} from '../model/source-config.ts';
import {openCattle} from './cattle/source.ts';
import {openRancher2} from './rancher2.ts';
import {openSalt} from './salt/source.ts';
import {openUndecided} from './undecided.ts';
import {proxyOf, wayThrough} from './via.ts';

/** Opens a source of one family. `named`: all configured sources, for the one that another is reached through. */
type Open = (config: SourceConfig, named: ReadonlyMap<string, SourceConfig>) => Source;

/** A family of servers is one line here, and one folder. */
const families: Readonly<Partial<Record<Family, Open>>> = {
	rancher1: config => openCattle(config),
	rancher2: config => openRancher2(config),
	salt(config, named) {
		const options = {sessionless: config.sessionless === true};
		const proxy = proxyOf(config, named);
		if (proxy === null) return openSalt(config, options);
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
export const openSource = (config: SourceConfig, named: ReadonlyMap<string, SourceConfig>): Source => {
	const open = (family: Family, decided: SourceConfig): Source => {
		const opener = families[family];
		if (opener) return opener(decided, named);
		throw new UsageError(`${config.name}: servers of the family ${family} cannot be watched`);
	};

	const family = familyOf(config);
	return family === null ? openUndecided(config, open) : open(family, config);
};
