import {once} from 'node:events';
import type {IncomingMessage} from 'node:http';
import {onTestFinished} from 'vitest';
import {type WebSocket, WebSocketServer} from 'ws';
import {demoSource} from '../../../../source/demo/demo.js';
import {createApis} from '../../../../source/sources/rancher2/wire/api.js';
import {fixtureText} from '../fixture.js';
import {quick} from '../start.js';

/** The API of a server whose every websocket does this; both end with the test. */
export const apiOf = async (
	serve: (socket: WebSocket, request: IncomingMessage) => void,
	choose: (offered: readonly string[]) => string | undefined = ([first]) => first,
) => {
	const server = new WebSocketServer({
		port: 0,
		host: '127.0.0.1',
		handleProtocols: offered => choose([...offered]) ?? false,
	});
	onTestFinished(() => server.close());
	server.on('connection', serve);
	await once(server, 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('the server has no port');
	const {urgent, close} = createApis(
		demoSource({
			name: 'prod',
			family: 'rancher2',
			url: `http://127.0.0.1:${address.port}`,
			credentials: async () => ({type: 'bearer', token: 'token-abcde:secret'}),
		}),
		quick,
	);
	onTestFinished(close);
	return urgent;
};

/** The binary frames that a real server sent. */
export const recordedFrames = (file: string): readonly Buffer[] =>
	fixtureText(file)
		.split('\n')
		.flatMap(line => /^ *(?:\d+ )?binary (".*")$/.exec(line)?.[1] ?? [])
		.map(text => Buffer.from(String(JSON.parse(text)), 'latin1'));
