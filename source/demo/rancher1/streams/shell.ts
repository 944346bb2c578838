import type {Peer} from '../../serve/serve.js';
import {textOf} from '../../world/json-values.js';
import {openShell} from '../../world/shell.js';
import type {Entity} from '../../world/world.js';

/**
 * A shell in a container. Both ways base64 text of raw bytes, at most 4096 a frame; sizes as
 * `:resizeTTY:<columns>,<rows>` (`agent exec/exec.go`).
 */
export const serveShell = (peer: Peer, {fields}: Entity): void => {
	const shell = openShell({
		hostname: textOf(fields.hostname),
		variables: {SERVICE_NAME: textOf(fields.name)},
		write(text) {
			const bytes = Buffer.from(text);
			for (let index = 0; index < bytes.length; index += 4096) {
				peer.send(bytes.subarray(index, index + 4096).toString('base64'));
			}
		},
		leave: () => peer.close(),
	});
	peer.onMessage(message => {
		const resize = /^:resizeTTY:(\d+),(\d+)$/.exec(message);
		if (resize) shell.resize(Number(resize[1]), Number(resize[2]));
		else shell.type(Buffer.from(message, 'base64'));
	});
};
