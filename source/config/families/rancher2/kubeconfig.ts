import {delimiter, join} from 'node:path';
import * as v from 'valibot';
import {parseDocument} from 'yaml';
import {fileFault} from '../../../files/fault.js';
import {UsageError} from '../../../model/errors.js';
import {faultOf, type VendorPlaces} from '../../vendor-file.js';

const text = v.nullish(v.string());

const cluster = v.object({
	server: text,
	'certificate-authority': text,
	'certificate-authority-data': text,
	'insecure-skip-tls-verify': v.nullish(v.boolean()),
	'proxy-url': text,
	'tls-server-name': text,
});

const exec = v.object({
	apiVersion: text,
	command: v.string(),
	args: v.nullish(v.array(v.string())),
	env: v.nullish(v.array(v.object({name: v.string(), value: v.string()}))),
	interactiveMode: text,
	provideClusterInfo: v.nullish(v.boolean()),
});

const user = v.object({token: text, tokenFile: text, username: text, password: text, exec: v.nullish(exec)});

const context = v.object({cluster: text, user: text});

const listOf = <const Entry extends v.ObjectEntries>(entry: Entry) =>
	v.nullish(v.array(v.object({name: v.string(), ...entry})));

// k8s.io/client-go tools/clientcmd/api/v1/types.go
const fileSchema = v.object({
	contexts: listOf({context: v.nullish(context)}),
	clusters: listOf({cluster: v.nullish(cluster)}),
	users: listOf({user: v.nullish(user)}),
	'current-context': text,
});

/** An entry, with the file that it is from: its paths begin there. */
type Placed<Entry> = {readonly entry: Entry; readonly path: string};

/** How a kubeconfig describes a server. */
export type KubeCluster = v.InferOutput<typeof cluster>;

/** How a kubeconfig describes who asks. */
export type KubeUser = v.InferOutput<typeof user>;

/** A program that gives credentials. */
export type KubeExec = v.InferOutput<typeof exec>;

/** All kubeconfigs, merged; by name. */
export type Kubeconfig = {
	readonly contexts: ReadonlyMap<string, Placed<v.InferOutput<typeof context>>>;
	readonly clusters: ReadonlyMap<string, Placed<KubeCluster>>;
	readonly users: ReadonlyMap<string, Placed<KubeUser>>;
	/** Name of the context that kubectl uses now, or null. */
	readonly current: string | null;
};

/** Where kubectl looks: what `KUBECONFIG` lists, else `~/.kube/config`. */
const kubeconfigPaths = ({
	environment,
	home,
}: Pick<VendorPlaces, 'environment' | 'home'>): readonly string[] => {
	const listed = (environment.KUBECONFIG ?? '').split(delimiter).filter(path => path !== '');
	return listed.length > 0 ? [...new Set(listed)] : [join(home, '.kube', 'config')];
};

const readFile = (path: string, {files}: VendorPlaces): string | null => {
	try {
		return files.read(path);
	} catch (error) {
		throw new UsageError(`cannot read ${path}: ${fileFault(error)}`);
	}
};

const parsed = (path: string, content: string) => {
	const document = parseDocument(content);
	const [error] = document.errors;
	// The parser's own words may quote the text, and with it a secret.
	if (error) throw new UsageError(`${path}:${error.linePos?.[0].line ?? 1}: not valid YAML`);
	try {
		return v.parse(fileSchema, document.toJS({maxAliasCount: 100}) ?? {});
	} catch (error) {
		throw new UsageError(`${path}: ${faultOf(error)}`);
	}
};

/**
 * Reads the kubeconfigs as kubectl does (client-go `tools/clientcmd/loader.go`): of several files, the first that has a
 * name decides. Throws `UsageError` with one line, in which no value is.
 */
export const readKubeconfig = (places: VendorPlaces): Kubeconfig => {
	const contexts = new Map<string, Placed<v.InferOutput<typeof context>>>();
	const clusters = new Map<string, Placed<KubeCluster>>();
	const users = new Map<string, Placed<KubeUser>>();
	let current: string | null = null;
	const add = <Entry>(to: Map<string, Placed<Entry>>, name: string, entry: Entry, path: string) => {
		if (!to.has(name)) to.set(name, {entry, path});
	};
	for (const path of kubeconfigPaths(places)) {
		const content = readFile(path, places);
		if (content === null) continue;
		const file = parsed(path, content);
		for (const each of file.contexts ?? []) add(contexts, each.name, each.context ?? {}, path);
		for (const each of file.clusters ?? []) add(clusters, each.name, each.cluster ?? {}, path);
		for (const each of file.users ?? []) add(users, each.name, each.user ?? {}, path);
		current ||= file['current-context'] || null;
	}

	return {contexts, clusters, users, current};
};
