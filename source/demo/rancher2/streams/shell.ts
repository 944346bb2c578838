import type {Peer} from '../../serve/serve.js';
import {textOf} from '../../world/json-values.js';
import {openShell} from '../../world/shell.js';
import type {Entity} from '../../world/world.js';
import {bodyOf} from '../wire/answers.js';

const success = {metadata: {}, status: 'Success'};

/** What Kubernetes says of a command that failed. */
const failure = (exitStatus: number) => ({
	metadata: {},
	status: 'Failure',
	message: `command terminated with non-zero exit code: exit status ${exitStatus}`,
	reason: 'NonZeroExitCode',
	details: {causes: [{reason: 'ExitCode', message: String(exitStatus)}]},
});

/**
 * A shell in a pod. Messages are binary, the first byte is the channel: 0 input, 1 output, 3 the end, 4 the size
 * (`kubernetes remotecommand/websocket.go`, `v4.channel.k8s.io`).
 */
export const serveShell = (peer: Peer, {fields}: Entity): void => {
	const send = (channel: number, text: string) =>
		peer.send(Buffer.concat([Buffer.from([channel]), Buffer.from(text)]));
	const shell = openShell({
		hostname: textOf(fields.name),
		write: text => send(1, text),
		leave(exitStatus) {
			send(3, JSON.stringify(exitStatus === 0 ? success : failure(exitStatus)));
			peer.close();
		},
	});
	peer.onMessage(message => {
		const channel = message.charCodeAt(0);
		if (channel === 0) shell.type(Buffer.from(message.slice(1)));
		if (channel !== 4) return;
		const {Width, Height} = bodyOf(message.slice(1)) ?? {};
		shell.resize(Number(Width), Number(Height));
	});
};
