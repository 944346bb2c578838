import {Buffer} from 'node:buffer';
import {expandPath} from '../../../files/expand-path.js';
import {readableFault} from '../../../files/read.js';
import {UsageError} from '../../../model/errors.js';
import {certificateFault, readAuthorities} from '../../certificates.js';
import {type Draft, draftOf} from '../../draft.js';
import {readOr, type VendorPlaces, type VendorServer} from '../../vendor-file.js';
import {kubeLogin} from './kube-credentials.js';
import {type KubeCluster, type Kubeconfig, readKubeconfig} from './kubeconfig.js';

// What Rancher writes (rancher pkg/kubeconfig): all else leads to a cluster itself, such as an authorized cluster endpoint.
const rancherServer = /^https?:\/\/[^/]+\/k8s\/clusters\/[^/?#]+\/?$/i;

const authoritiesOf = (
	cluster: KubeCluster,
	path: string,
	where: string,
	{files}: VendorPlaces,
): string | null => {
	const {'certificate-authority': file, 'certificate-authority-data': encoded} = cluster;
	if (encoded) {
		const text = Buffer.from(encoded, 'base64').toString('utf8');
		const fault = certificateFault(text);
		if (fault !== null) throw new UsageError(`${where}: certificate-authority-data: ${fault}`);
		return text;
	}

	return file ? readAuthorities(expandPath(file, '', path), `${where}: certificate-authority`, files) : null;
};

/** A context whose server is a Rancher's. */
type RancherContext = {
	readonly name: string;
	readonly draft: Draft;
	/** Equal for contexts of one Rancher with equal credentials; null where these cannot be had without being asked for. */
	readonly group: string | null;
	/** The file with its secret; null where that is elsewhere. */
	readonly secretPath: string | null;
};

const serverOf = ({contexts, clusters}: Kubeconfig, name: string): string | null =>
	clusters.get(contexts.get(name)?.entry.cluster ?? '')?.entry.server ?? null;

const isRancher = (config: Kubeconfig, name: string): boolean =>
	rancherServer.test(serverOf(config, name) ?? '');

/** Throws `UsageError` for what cannot be read. */
const contextOf = (config: Kubeconfig, name: string, places: VendorPlaces): RancherContext => {
	const context = config.contexts.get(name);
	const cluster = config.clusters.get(context?.entry.cluster ?? '');
	if (!context || !cluster) throw new UsageError(`the context '${name}' of the kubeconfig names no cluster`);
	const {entry, path} = cluster;
	const where = `${context.path}: context ${name}`;
	const {url} = places.parseUrl(entry.server ?? '', where);
	const user = config.users.get(context.entry.user ?? '');
	const login = user ? kubeLogin(user.entry, user.path, entry, where, places) : null;
	return {
		name,
		secretPath: user && (user.entry.token || user.entry.password) ? user.path : null,
		group: login && !login.isRun ? `${new URL(url).origin} ${login.identity}` : null,
		draft: {
			...draftOf(where, {family: 'rancher2', url}),
			name,
			login: login?.login ?? null,
			certificateAuthorities: authoritiesOf(entry, path, where, places),
			insecure: entry['insecure-skip-tls-verify'] ?? false,
			proxy: entry['proxy-url'] || null,
			serverName: entry['tls-server-name'] || null,
		},
	};
};

/**
 * One source for what a token can be used for: its one cluster, or all of the Rancher where contexts name several; a
 * token of one cluster would be refused by all others.
 */
const draftOfGroup = (group: readonly RancherContext[], current: string | null): Draft | null => {
	const chosen = group.find(({name}) => name === current) ?? group[0];
	if (!chosen) return null;
	const {draft} = chosen;
	if (group.every(one => one.draft.address.url === draft.address.url)) return draft;
	return {...draft, name: null, address: {...draft.address, url: new URL(draft.address.url).origin}};
};

const warnOfReaders = (contexts: readonly RancherContext[], {files, warn}: VendorPlaces): void => {
	for (const path of new Set(contexts.flatMap(({secretPath}) => secretPath ?? []))) {
		const fault = readableFault(path, files);
		if (fault !== null) warn(fault);
	}
};

/** The Ranchers of the kubeconfig: one for each server and token. Nothing is run: who wants that names a context. */
export const serversOf = (places: VendorPlaces): readonly VendorServer[] =>
	readOr(places.fail, 'the kubeconfig', () => {
		const config = readKubeconfig(places);
		const names = [...config.contexts.keys()].filter(name => isRancher(config, name));
		const contexts = names.flatMap(name =>
			readOr(places.warn, `context ${name}`, () => [contextOf(config, name, places)]),
		);
		const groups = new Map<string, RancherContext[]>();
		for (const each of contexts) {
			const {group} = each;
			if (group !== null) groups.set(group, [...(groups.get(group) ?? []), each]);
		}

		warnOfReaders(contexts, places);
		return [...groups.values()].flatMap(group => {
			const draft = draftOfGroup(group, config.current);
			return draft ? [{draft, current: true}] : [];
		});
	});

/** The names of all contexts whose server is a Rancher's. Throws `UsageError` for a kubeconfig that cannot be read. */
export const contextNames = (places: VendorPlaces): readonly string[] => {
	const config = readKubeconfig(places);
	return [...config.contexts.keys()].filter(name => isRancher(config, name));
};

/** The context of this name, or null. Throws `UsageError` where it is not a Rancher's, and where it cannot be read. */
export const contextNamed = (name: string, places: VendorPlaces): Draft | null => {
	const config = readKubeconfig(places);
	const context = config.contexts.get(name);
	if (!context) return null;
	if (!isRancher(config, name)) {
		throw new UsageError(
			`${context.path}: the server of context '${name}' is not a Rancher's; expected https://host/k8s/clusters/c-x`,
		);
	}

	const found = contextOf(config, name, places);
	warnOfReaders([found], places);
	return found.draft;
};
