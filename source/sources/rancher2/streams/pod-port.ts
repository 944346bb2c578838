import {ServerError, UnreachableError} from '../../../model/errors.js';
import type {PortConnection} from '../../../model/port-connection.js';
import {kubeObjectPath, podType} from '../kube/path.js';
import type {Api} from '../wire/api.js';
import {createPortFrames, framed} from './port-frames.js';

/** A port of a pod. */
type PodPort = {
	/** Id of the cluster. */
	readonly cluster: string;
	readonly namespace: string;
	readonly pod: string;
	readonly port: number;
};

/** How to connect to one. */
type PodPortRequest = PodPort & {
	readonly api: Api;
	readonly output: (bytes: Uint8Array) => void;
	readonly signal: AbortSignal;
};

// The apiserver refuses all newer names (test/fixtures/rancher2/more/portforward-ws-*).
const protocols = ['v4.channel.k8s.io'];
// Load balancers cut connections that are idle for a minute.
const pingMs = 25_000;
// A runtime says the same about IPv4 and IPv6 (test/fixtures/rancher2/more/portforward-bytes-v4-refused.txt).
const maxComplaintBytes = 4096;

/** Opens a connection to a port of a pod. Rejects with the errors of `Api.socket`. */
export const connectToPod = async ({
	api,
	output,
	signal,
	...target
}: PodPortRequest): Promise<PortConnection> => {
	const {cluster, namespace, pod, port} = target;
	const attempted = `Cannot connect to port ${port} of pod ${namespace}/${pod}`;
	const read = createPortFrames();
	let complaint = Buffer.alloc(0);
	const socket = await api.socket({
		url: `${kubeObjectPath({cluster, type: podType, id: `${namespace}/${pod}`}, 'portforward')}?ports=${port}`,
		protocols,
		attempted,
		silenceMs: null,
		pingMs,
		signal,
		onFrame: () => undefined,
		onBytes(frame) {
			const part = read(frame);
			if (part?.type === 'bytes') output(part.bytes);
			else if (part) complaint = Buffer.concat([complaint, part.bytes]).subarray(0, maxComplaintBytes);
		},
	});
	const ended = socket.ended.then(({by, code, detail}) => {
		const answer = complaint.toString().replace(/\s+/g, ' ').trim();
		if (answer !== '') throw new ServerError({attempted, target: api.url, answer}, 502, '');
		// Behind a proxy the end may come without a close frame; the bytes are counted by those who speak through it.
		if (by === 'self' || code === 1000) return;
		throw new UnreachableError({attempted: `${attempted} any longer`, target: api.url, answer: detail});
	});
	return {
		to: `${namespace}/${pod}`,
		write: bytes => socket.send(framed(bytes)),
		pause: socket.pause,
		resume: socket.resume,
		close: socket.close,
		ended,
	};
};
