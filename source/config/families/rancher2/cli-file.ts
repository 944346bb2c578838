import {join} from 'node:path';
import * as v from 'valibot';
import type {Credentials} from '../../../model/source-config.js';
import {certificateFault} from '../../certificates.js';
import {constantly, draftOf} from '../../draft.js';
import type {SourceUrl} from '../../source-url.js';
import {readOr, readVendorFile, type VendorPlaces, type VendorServer} from '../../vendor-file.js';

const optionalText = v.optional(v.string());

// rancher/cli `config/config.go`
const serverSchema = v.object({
	url: v.string(),
	accessKey: optionalText,
	secretKey: optionalText,
	tokenKey: optionalText,
	cacert: optionalText,
	proxyUrl: optionalText,
});

const fileSchema = v.object({Servers: v.record(v.string(), v.unknown()), CurrentServer: optionalText});

type Server = v.InferOutput<typeof serverSchema>;

const credentialsOf = ({tokenKey, accessKey, secretKey}: Server): Credentials | null => {
	if (tokenKey) return {type: 'bearer', token: tokenKey};
	return accessKey && secretKey ? {type: 'basic', username: accessKey, password: secretKey} : null;
};

const authoritiesOf = ({cacert}: Server, where: string, {warn}: VendorPlaces): string | null => {
	if (!cacert) return null;
	const text = cacert.replaceAll('\\n', '\n');
	const fault = certificateFault(text);
	if (fault === null) return text;
	warn(`${where}: its cacert is ignored: ${fault}`);
	return null;
};

const serverOf = (entry: unknown, where: string, places: VendorPlaces): Omit<VendorServer, 'current'> => {
	const server = v.parse(serverSchema, entry);
	const address: SourceUrl = {...places.parseUrl(server.url, where), family: 'rancher2'};
	const credentials = credentialsOf(server);
	return {
		draft: {
			...draftOf(where, address),
			login: credentials === null ? null : constantly(credentials),
			certificateAuthorities: authoritiesOf(server, where, places),
			proxy: server.proxyUrl || null,
		},
	};
};

/** The servers of the Rancher 2 CLI, `cli2.json`. A broken entry matters only where the tool would use that one now. */
export const serversOf = (places: VendorPlaces): readonly VendorServer[] => {
	const {environment, home, warn, fail} = places;
	const path = join(environment.RANCHER_CONFIG_DIR || join(home, '.rancher'), 'cli2.json');
	return readVendorFile(path, places, text => {
		const {Servers, CurrentServer} = v.parse(fileSchema, JSON.parse(text));
		const hasCurrent = CurrentServer !== undefined && Object.hasOwn(Servers, CurrentServer);
		return Object.entries(Servers).flatMap(([name, entry]) => {
			const current = !hasCurrent || CurrentServer === name;
			const where = `${path}: Servers.${name}`;
			return readOr(current ? fail : warn, where, () => [{...serverOf(entry, where, places), current}]);
		});
	});
};
