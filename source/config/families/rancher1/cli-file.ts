import {join} from 'node:path';
import * as v from 'valibot';
import {UsageError} from '../../../model/errors.js';
import {constantly, draftOf} from '../../draft.js';
import type {SourceUrl} from '../../source-url.js';
import {readVendorFile, type VendorPlaces, type VendorServer} from '../../vendor-file.js';
import {withProject} from './environment.js';

// rancher/cli v1.6 `cmd/config.go`
const schema = v.object({
	url: v.optional(v.string(), ''),
	accessKey: v.string(),
	secretKey: v.string(),
	environment: v.optional(v.string()),
});

/** The server of the Rancher 1 CLI, `~/.rancher/cli.json`. As for that tool, `RANCHER_URL` stands in for a missing URL. */
export const serversOf = (places: VendorPlaces): readonly VendorServer[] => {
	const path = join(places.home, '.rancher', 'cli.json');
	return readVendorFile(path, places, text => {
		const {url, accessKey, secretKey, environment} = v.parse(schema, JSON.parse(text));
		const given = url || places.environment.RANCHER_URL;
		if (!given) throw new UsageError('it has no url');
		const address = places.parseUrl(given.replace(/\/schemas\/?$/, ''), path);
		const typed: SourceUrl = url ? {...address, family: 'rancher1'} : address;
		const login = constantly({type: 'basic', username: accessKey, password: secretKey});
		return [{current: true, draft: {...draftOf(path, typed), ...withProject(typed, environment), login}}];
	});
};
