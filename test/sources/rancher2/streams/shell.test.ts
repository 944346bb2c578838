import type {IncomingMessage} from 'node:http';
import {expect, test} from 'vitest';
import type {WebSocket} from 'ws';
import {createPodIndex} from '../../../../source/sources/rancher2/rows/pod-index.js';
import {openShell} from '../../../../source/sources/rancher2/streams/shell.js';
import {resource} from '../../../state/rows.js';
import {never} from '../stage.js';
import {apiOf, recordedFrames} from './pod-server.js';

const key = 'prod/c-1/pod/shop/web-1';
const pod = resource({kind: 'pod', key, id: 'shop/web-1', name: 'shop/web-1', scope: 'c-1'});

/** Opens a shell in a pod whose server does this as soon as it is connected. */
const shellAgainst = async (
	serve: (socket: WebSocket, request: IncomingMessage) => void,
	output: (bytes: Uint8Array) => void = () => undefined,
	choose?: (offered: readonly string[]) => string | undefined,
	container: string | null = null,
) => {
	const api = await apiOf(serve, choose);
	const pods = createPodIndex();
	pods.note({key, namespace: 'shop', name: 'web-1', containers: ['web'], restarts: 0});
	const size = {columns: 80, rows: 24};
	return openShell({api, pods, resource: pod, size, output, signal: never, container});
};

const status = (body: object): Buffer => Buffer.concat([Buffer.from([3]), Buffer.from(JSON.stringify(body))]);

test.each([
	['with a close frame', (socket: WebSocket) => socket.close(1000)],
	['with a close frame that says nothing', (socket: WebSocket) => socket.close()],
	['without a close frame', (socket: WebSocket) => socket.terminate()],
])(
	'a shell whose status says that it is over has ended, also where the connection ends %s',
	async (_how, end) => {
		const shell = await shellAgainst(socket => socket.send(status({status: 'Success'}), () => end(socket)));
		await expect(shell.ended).resolves.toBe(0);
	},
);

test('a shell that ends with another exit status has ended with that', async () => {
	// kubernetes apimachinery pkg/api/errors: what exec says of a command that failed.
	const end = {
		status: 'Failure',
		reason: 'NonZeroExitCode',
		message: 'command terminated with non-zero exit code: exit status 3',
		details: {causes: [{reason: 'ExitCode', message: '3'}]},
	};
	const shell = await shellAgainst(socket => socket.send(status(end), () => socket.close(1000)));
	await expect(shell.ended).resolves.toBe(3);
});

test('a shell that is cut off before it is over says so', async () => {
	const shell = await shellAgainst(socket => socket.terminate());
	await expect(shell.ended).rejects.toThrow(/Cannot open a shell in shop\/web-1 any longer/);
});

test('a shell that could not be started says why', async () => {
	const complaint = {status: 'Failure', reason: 'InternalError', message: 'no shell here'};
	const shell = await shellAgainst(socket => socket.send(status(complaint), () => socket.close(1000)));
	await expect(shell.ended).rejects.toThrow(/no shell here/);
});

test('a shell opens in the container that was chosen, and what is pasted reaches it whole and unchanged', async () => {
	const pasted = Buffer.from(`\u001b[200~${'echo grüße\n'.repeat(20_000)}\u001b[201~`);
	const received: Buffer[] = [];
	let url = '';
	const shell = await shellAgainst(
		(socket, request) => {
			url = request.url ?? '';
			socket.on('message', (data: Buffer) => {
				if (data[0] === 0) received.push(data.subarray(1));
				if (Buffer.concat(received).length >= pasted.length)
					socket.send(status({status: 'Success'}), () => socket.close(1000));
			});
		},
		() => undefined,
		([first]) => first,
		'envoy',
	);
	for (let at = 0; at < pasted.length; at += 65_536) shell.write(pasted.subarray(at, at + 65_536));
	await expect(shell.ended).resolves.toBe(0);
	expect(Buffer.concat(received).equals(pasted)).toBe(true);
	expect(new URL(url, 'http://localhost').searchParams.get('container')).toBe('envoy');
});

test.each(['v5', 'v4'])('a shell offers the newest protocol first and takes %s', async version => {
	const protocol = `${version}.channel.k8s.io`;
	const offered: string[][] = [];
	let asked: IncomingMessage | null = null;
	const shell = await shellAgainst(
		(socket, request) => {
			asked = request;
			expect(socket.protocol).toBe(protocol);
			socket.send(status({status: 'Success'}), () => socket.close(1000));
		},
		() => undefined,
		names => {
			offered.push([...names]);
			return names.find(name => name === protocol);
		},
	);
	await shell.ended;
	expect(offered).toEqual([['v5.channel.k8s.io', 'v4.channel.k8s.io']]);
	expect(asked).toMatchObject({headers: expect.not.objectContaining({accept: expect.anything()})});
});

test.each([
	['exec-accept-any.txt', /exit status 3/],
	['more/exec-v5-exit0.txt', 0],
	['more/exec-v5-exit3.txt', 3],
	['more/exec-v5-nosuch-command.txt', /fork\/exec \/nosuch: no such file or directory/],
	['more/exec-v5-not-running.txt', /container not found \("app"\)/],
	['exec-accept-json.txt', /exit status 3/],
	['more/attach-v4-output.txt', 0],
	['more/attach-v5-output.txt', null],
	['more/attach-v5-stdin.txt', 0],
])('the recorded shell %s is shown, with how it ended', async (file, end) => {
	const frames = recordedFrames(file);
	const written: string[] = [];
	const shell = await shellAgainst(
		socket => {
			for (const frame of frames) socket.send(frame);
			socket.close(1000);
		},
		bytes => written.push(Buffer.from(bytes).toString()),
	);
	if (end instanceof RegExp) await expect(shell.ended).rejects.toThrow(end);
	else await expect(shell.ended).resolves.toBe(end);
	const shown = frames
		.filter(frame => frame[0] === 1 || frame[0] === 2)
		.map(frame => frame.toString('utf8', 1));
	expect(written.join('')).toBe(shown.join(''));
});
