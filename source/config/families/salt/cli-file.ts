import {join} from 'node:path';
import {expandPath} from '../../../files/expand-path.js';
import {UsageError} from '../../../model/errors.js';
import {draftOf} from '../../draft.js';
import type {SourceUrl} from '../../source-url.js';
import {readVendorFile, type VendorPlaces, type VendorServer} from '../../vendor-file.js';
import {loginOf} from './environment.js';

type Profile = Readonly<Record<string, string>>;

/** The sections of an INI file as Python's `configparser` reads it: option names without regard to case. */
const sectionsOf = (text: string): ReadonlyMap<string, Profile> => {
	const sections = new Map<string, Record<string, string>>();
	let section: Record<string, string> = {};
	for (const line of text.split(/\r?\n/)) {
		const name = /^\[([^\]]+)\]/.exec(line)?.[1];
		if (name !== undefined) {
			section = sections.get(name) ?? {};
			sections.set(name, section);
			continue;
		}

		const [, key, value] = /^\s*(\w+)\s*[=:](.*)$/.exec(line) ?? [];
		if (key !== undefined && value !== undefined) section[key.toUpperCase()] = value.trim();
	}

	return sections;
};

// As saltstack/pepper `pepper/cli.py` chooses it.
const profileOf = (text: string, {environment}: VendorPlaces): Profile => {
	const sections = sectionsOf(text);
	const name = environment.PEPPERPROFILE || 'main';
	const profile = sections.get(name);
	if (profile) return {...sections.get('DEFAULT'), ...profile};
	if (text.trim() === '') return {};
	const chosen = environment.PEPPERPROFILE ? ', which PEPPERPROFILE names' : ' with SALTAPI_URL=https://…';
	throw new UsageError(`it has no section [${name}]${chosen}`);
};

// pepper's own default
const localMaster = 'https://localhost:8000';

/**
 * The master of pepper's file (`$PEPPERRC` or `~/.pepperrc`), in the profile that pepper would take. As for pepper,
 * `SALTAPI_URL` and then a master on this machine stand in for a missing URL.
 */
export const serversOf = (places: VendorPlaces): readonly VendorServer[] => {
	const {environment, home} = places;
	const path = expandPath(environment.PEPPERRC || '~/.pepperrc', home, join(home, '.pepperrc'));
	return readVendorFile(path, places, text => {
		const profile = profileOf(text, places);
		if (!profile.SALTAPI_URL && !profile.SALTAPI_USER) return [];
		const url = profile.SALTAPI_URL || environment.SALTAPI_URL || localMaster;
		const address: SourceUrl = {...places.parseUrl(url, path), family: 'salt'};
		return [{current: true, draft: {...draftOf(path, address), ...loginOf(profile)}}];
	});
};
