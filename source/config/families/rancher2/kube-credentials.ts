import {sep} from 'node:path';
import * as v from 'valibot';
import {expandPath} from '../../../files/expand-path.js';
import {UsageError} from '../../../model/errors.js';
import type {Credentials} from '../../../model/source-config.js';
import type {Login} from '../../draft.js';
import type {VendorPlaces} from '../../vendor-file.js';
import type {KubeCluster, KubeExec, KubeUser} from './kubeconfig.js';

/** How long a program for credentials may take: some wait for a login in the browser. */
const execLimitMs = 60_000;

const usualVersion = 'client.authentication.k8s.io/v1';

// k8s.io/client-go pkg/apis/clientauthentication/v1/types.go
const answerSchema = v.object({
	kind: v.literal('ExecCredential'),
	apiVersion: v.string(),
	status: v.object({token: v.nullish(v.string()), expirationTimestamp: v.nullish(v.string())}),
});

/** What the program gets to know in `KUBERNETES_EXEC_INFO`. */
const infoOf = ({apiVersion, provideClusterInfo}: KubeExec, cluster: KubeCluster): string =>
	JSON.stringify({
		apiVersion: apiVersion || usualVersion,
		kind: 'ExecCredential',
		spec: {interactive: false, ...(provideClusterInfo === true && {cluster})},
	});

const parsedAnswer = (output: string): v.InferOutput<typeof answerSchema> | null => {
	try {
		const {success, output: answer} = v.safeParse(answerSchema, JSON.parse(output));
		return success ? answer : null;
	} catch {
		// The reason would quote what it printed, and with it a secret.
		return null;
	}
};

/** The credentials in what such a program printed. Throws `UsageError`, in which nothing of it is repeated. */
const credentialsIn = (output: string, {apiVersion}: KubeExec, shown: string): Credentials => {
	const answer = parsedAnswer(output);
	if (!answer) throw new UsageError(`${shown} printed no ExecCredential; run it by hand to see why`);
	const version = apiVersion || usualVersion;
	if (answer.apiVersion !== version)
		throw new UsageError(`${shown} printed credentials of another version; expected ${version}`);
	const {token, expirationTimestamp} = answer.status;
	if (!token) throw new UsageError(`${shown} gave no token, which is all that a Rancher takes`);
	const expiresAt = Date.parse(expirationTimestamp ?? '');
	return {type: 'bearer', token, ...(!Number.isNaN(expiresAt) && {expiresAt})};
};

/** Runs a program for credentials at each login. `path`: the kubeconfig that names it. */
const execLogin =
	(
		exec: KubeExec,
		cluster: KubeCluster,
		where: string,
		path: string,
		{run, environment}: VendorPlaces,
	): Login =>
	async () => {
		const {command, args, env, interactiveMode} = exec;
		if (interactiveMode === 'Always') {
			throw new UsageError(
				`${where}: '${command}' wants to ask in a terminal (interactiveMode: Always), which rwatch does not give it`,
			);
		}

		const ended = await run({
			// Without a separator it is looked up in PATH.
			program: command.includes(sep) ? expandPath(command, '', path) : command,
			arguments_: args ?? [],
			environment: {
				...environment,
				...Object.fromEntries((env ?? []).map(({name, value}) => [name, value])),
				KUBERNETES_EXEC_INFO: infoOf(exec, cluster),
			},
			limitMs: execLimitMs,
		}).catch((error: Error) => {
			throw new UsageError(`${where}: ${error.message}`);
		});
		const shown = `${where}: '${command}'`;
		if (!ended.isGood) throw new UsageError(`${shown} ended with ${ended.status}; run it by hand to see why`);
		return credentialsIn(ended.output, exec, shown);
	};

/** As kubectl does: what is in the file goes before the token beside it, as long as it can be read. */
const fileLogin =
	(file: string, token: string, where: string, {files}: VendorPlaces): Login =>
	async () => {
		let read = '';
		try {
			read = files.read(file)?.trim() ?? '';
		} catch {
			// Said below, where there is no other token.
		}

		if (read === '' && token === '')
			throw new UsageError(`${where}: tokenFile: there is no token in ${file}, or it cannot be read`);
		return {type: 'bearer', token: read || token};
	};

/** Who asks: a text that is equal for equal credentials, and how they are had. `isRun`: by running a program. */
type KubeLogin = {readonly login: Login; readonly identity: string; readonly isRun: boolean};

/** The credentials of a user of a kubeconfig, with the file that it is from; null for none that a Rancher takes. */
export const kubeLogin = (
	{token, tokenFile, username, password, exec}: KubeUser,
	path: string,
	cluster: KubeCluster,
	where: string,
	places: VendorPlaces,
): KubeLogin | null => {
	if (tokenFile) {
		const file = expandPath(tokenFile, '', path);
		return {login: fileLogin(file, token ?? '', where, places), identity: `file ${file}`, isRun: false};
	}

	if (token) return {login: async () => ({type: 'bearer', token}), identity: `token ${token}`, isRun: false};
	if (username && password) {
		const login: Login = async () => ({type: 'basic', username, password});
		return {login, identity: `basic ${JSON.stringify([username, password])}`, isRun: false};
	}

	if (!exec) return null;
	return {login: execLogin(exec, cluster, where, path, places), identity: '', isRun: true};
};
