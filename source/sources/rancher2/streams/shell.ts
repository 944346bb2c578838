import {ServerError, UnreachableError} from '../../../model/errors.js';
import {parseJson} from '../../../model/json.js';
import {isObject} from '../../../model/json-object.js';
import type {Shell} from '../../../model/source.js';
import {listOf, mapOf, textOf} from '../../requests/json-fields.js';
import {type ShellOptions, shellCommand} from '../../streams/shell.js';
import {podPath} from '../kube/path.js';
import type {PodIndex} from '../rows/pod-index.js';
import type {Api} from '../wire/api.js';

/** A shell to open in a pod or a container. */
type ShellRequest = ShellOptions & {
	readonly api: Api;
	readonly pods: PodIndex;
	/** The container of a pod; null for the usual one. */
	readonly container: string | null;
};

// Kubernetes before 1.30 knows only the second (kubernetes pkg/util/wsstream).
const protocols = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];
// Load balancers cut connections that are idle for a minute.
const pingMs = 25_000;
const channels = {input: 0, output: 1, error: 2, status: 3, size: 4};

const framed = (channel: number, bytes: Uint8Array): Uint8Array =>
	Buffer.concat([Buffer.from([channel]), bytes]);

/** What the last message says: the exit status, or what went wrong; neither is null only where it cannot be read. */
type End = {readonly exitStatus: number | null; readonly complaint: string | null};

/** Reads a `Status` (kubernetes apimachinery pkg/util/remotecommand/constants.go). */
const endIn = (text: string): End => {
	const status = parseJson(text);
	if (!isObject(status)) return {exitStatus: null, complaint: null};
	if (status.status === 'Success') return {exitStatus: 0, complaint: null};
	if (textOf(status, 'reason') !== 'NonZeroExitCode')
		return {exitStatus: null, complaint: textOf(status, 'message') ?? 'the shell could not be started'};
	const code = listOf(mapOf(status, 'details'), 'causes')
		.filter(isObject)
		.find(cause => textOf(cause, 'reason') === 'ExitCode');
	const number = Number(code === undefined ? Number.NaN : textOf(code, 'message'));
	return {exitStatus: Number.isInteger(number) ? number : null, complaint: null};
};

/** Opens a shell, with a terminal. Rejects with the errors of `Api.socket`, and `ServerError` where the pod is gone. */
export const openShell = async ({
	api,
	pods,
	resource,
	size,
	output,
	signal,
	container: wanted,
}: ShellRequest): Promise<Shell> => {
	const attempted = `Cannot open a shell in ${resource.name}`;
	const isContainer = resource.kind === 'container';
	const pod = pods.get(isContainer ? (resource.parents[0] ?? '') : resource.key);
	const container = isContainer ? resource.id.split('/').at(-1) : (wanted ?? pod?.containers[0]);
	if (!pod || container === undefined) {
		throw new ServerError({attempted, target: api.url, answer: 'the pod is gone'}, 404, '');
	}

	const query = new URLSearchParams({container, stdin: '1', stdout: '1', stderr: '1', tty: '1'});
	for (const word of shellCommand) query.append('command', word);
	let end: End | null = null;
	const socket = await api.socket({
		url: `${podPath(resource.scope, pod, 'exec')}?${query.toString()}`,
		protocols,
		attempted,
		silenceMs: null,
		pingMs,
		signal,
		onFrame: () => undefined,
		onBytes(bytes) {
			const [channel] = bytes;
			if (channel === channels.output || channel === channels.error) output(bytes.subarray(1));
			else if (channel === channels.status) {
				end = endIn(Buffer.from(bytes.subarray(1)).toString());
			}
		},
	});
	const resize = (columns: number, rows: number) =>
		socket.send(framed(channels.size, Buffer.from(JSON.stringify({Width: columns, Height: rows}))));
	resize(size.columns, size.rows);
	const ended = socket.ended.then(({by, code, detail}) => {
		const last = end as End | null;
		const complaint = last?.complaint ?? null;
		const answer = complaint ?? detail;
		// What follows the status depends on the proxies in between: mostly no close frame at all.
		if (complaint === null && (last !== null || by === 'self' || code === 1000))
			return last?.exitStatus ?? null;
		throw new UnreachableError({attempted: `${attempted} any longer`, target: api.url, answer});
	});
	return {write: input => socket.send(framed(channels.input, input)), resize, ended};
};
