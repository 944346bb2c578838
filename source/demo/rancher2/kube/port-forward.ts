import {Duplex} from 'node:stream';
import type {Answer, Connected, DemoRequest, Peer} from '../../serve/serve.js';
import {textOf} from '../../world/json-values.js';
import type {Entity, Fields, World} from '../../world/world.js';
import {declaredPorts} from '../fleet/containers.js';
import {plain, statusError} from '../wire/answers.js';
import {servePage} from './pod-page.js';

/** What forwarding looks at. */
type Ground = {
	readonly world: World;
	readonly pod: Entity | undefined;
	/** As the path has it. */
	readonly name: string;
};

// The only names that the apiserver takes for it (fixtures more/portforward-ws-*).
const protocols: ReadonlySet<string> = new Set(['', 'v4.channel.k8s.io', 'v4.base64.channel.k8s.io']);

const framed = (channel: number, bytes: Uint8Array): Uint8Array =>
	Buffer.concat([Buffer.from([channel]), bytes]);

const portBytes = (port: number): Uint8Array => Uint8Array.of(port & 0xff, port >> 8);

// In containerd's words (fixture more/portforward-bytes-v4-refused.txt).
const refusal = ({fields}: Entity, port: number): string => {
	const sandbox = textOf(fields.uid).replaceAll('-', '').padEnd(64, '0');
	return (
		`error forwarding port ${port} to pod ${sandbox}, uid : failed to execute portforward in network namespace ` +
		`"/var/run/netns/cni-${sandbox.slice(0, 8)}": failed to connect to localhost:${port} inside namespace "${sandbox}", ` +
		`IPv4: dial tcp4 127.0.0.1:${port}: connect: connection refused IPv6 dial tcp6: address localhost: no suitable address found `
	);
};

/** The pod's end of one channel. */
const channelOf = (peer: Peer, channel: number, atEnd: () => void): Duplex =>
	new Duplex({
		allowHalfOpen: true,
		read: () => undefined,
		write: (bytes: Buffer, _encoding, done) => peer.send(framed(channel, bytes), () => done()),
		final(done) {
			done();
			atEnd();
		},
	});

const listens = ({fields}: Entity, port: number): boolean =>
	declaredPorts(fields).some(each => each.containerPort === port);

/** Takes the connection to each port: the even channel carries its bytes, the odd one after it what went wrong. */
const serve = (peer: Peer, world: World, pod: Entity, ports: readonly number[]): void => {
	const open = new Map<number, Duplex>();
	const leave = (channel: number) => {
		open.delete(channel);
		if (open.size === 0) peer.close();
	};

	for (const [index, port] of ports.entries()) {
		const channel = 2 * index;
		for (const each of [channel, channel + 1]) peer.send(framed(each, portBytes(port)));
		const stream = channelOf(peer, channel, () => leave(channel));
		open.set(channel, stream);
		if (listens(pod, port)) servePage(stream, pod);
		else {
			peer.send(framed(channel + 1, Buffer.from(refusal(pod, port))));
			leave(channel);
		}
	}

	const unwatch = world.watch(({entity, type}) => {
		if (entity === pod && type === 'removed') peer.cut();
	});
	peer.onBytes(bytes => open.get(bytes[0] ?? -1)?.push(bytes.subarray(1)));
	peer.onClose(() => {
		unwatch();
		for (const stream of open.values()) stream.destroy();
	});
};

// Ports that are not numbers are refused by the kubelet alone, which nobody asks for.
const portsIn = ({url}: DemoRequest): readonly number[] =>
	url.searchParams
		.getAll('ports')
		.flatMap(text => text.split(','))
		.map(Number);

const failure = (message: string): Answer => {
	const body: Fields = {
		kind: 'Status',
		apiVersion: 'v1',
		metadata: {},
		status: 'Failure',
		message,
		code: 500,
	};
	return {status: 500, headers: {'Content-Type': 'application/json'}, body: `${JSON.stringify(body)}\n`};
};

const isLost = (world: World, {fields, scope}: Entity): boolean =>
	world.list('node', scope).some(node => node.fields.name === fields.node && node.fields.ready !== true);

/** Answers an upgrade of `…/pods/<name>/portforward`, as `test/fixtures/rancher2/more/portforward-*` have it. */
export const forwardPorts = (request: DemoRequest, {world, pod, name}: Ground): Answer | Connected => {
	const [protocol = ''] = (request.headers['sec-websocket-protocol'] ?? '').split(', ');
	const ports = portsIn(request);
	if (!pod) return statusError(404, 'NotFound', `pods "${name}" not found`);
	if (!pod.fields.node) return statusError(400, 'BadRequest', `pod ${name} does not have a host assigned`);
	if (isLost(world, pod))
		return failure('error dialing backend: dial tcp 10.0.0.13:26253: connect: connection refused');
	if (!protocols.has(protocol)) return {status: 403};
	if (ports.length === 0) return plain(400, 'query parameter "port" is required');
	return peer => serve(peer, world, pod, ports);
};
