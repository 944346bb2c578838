import {readFileSync} from 'node:fs';
import {createServer, type RequestListener, type Server} from 'node:http';
import {createServer as createSecureServer} from 'node:https';
import type {AddressInfo, Socket} from 'node:net';
import {createServer as createRawServer, type Server as RawServer} from 'node:net';

/** A self-signed certificate for localhost and 127.0.0.1, made for these tests only. */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUUNA/5R93TgM2ny+5EhBdL5d5yvYwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMDE4MzM1MFoYDzIxMjYxMDI3
MTgzMzUwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARwVLvSIXwUygT9oGxSzhd/rqDmwUjHPjhUGIlVAQlAeTQyNjO7G3F3
4UXWn6Gy2fSi3ca0e+xy1DBmIQMLLXUbo28wbTAdBgNVHQ4EFgQUAHiQILI/k8OJ
C8EBeYIxo1DfmjAwHwYDVR0jBBgwFoAUAHiQILI/k8OJC8EBeYIxo1DfmjAwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIhALysxEAIs11Y+mrFYky0hvrtgDaJcLT4ufD786XGLFxWAiBA
USoMehcOeHUJ/cAZV7BfZTrKePt53ZYFlFJZfn2+yA==
-----END CERTIFICATE-----
`;

const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgtsgeCeECxO1hMo6c
gu+ebns3rFiPJsaL85Efosamod6hRANCAARwVLvSIXwUygT9oGxSzhd/rqDmwUjH
PjhUGIlVAQlAeTQyNjO7G3F34UXWn6Gy2fSi3ca0e+xy1DBmIQMLLXUb
-----END PRIVATE KEY-----
`;

/** A server of a test: its address, its sockets, and its end. */
export type TestServer = {
	readonly url: string;
	readonly port: number;
	readonly server: Server;
	readonly close: () => Promise<void>;
};

const listen = async (server: Server | RawServer): Promise<{port: number; close: () => Promise<void>}> => {
	const sockets = new Set<Socket>();
	server.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.on('error', () => socket.destroy());
		socket.once('close', () => sockets.delete(socket));
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	const {port} = server.address() as AddressInfo;
	return {
		port,
		async close() {
			for (const socket of sockets) socket.destroy();
			await new Promise(resolve => server.close(resolve));
		},
	};
};

/** An HTTP server on a free loopback port. */
export const serve = async (listener?: RequestListener): Promise<TestServer> => {
	const server = createServer(listener);
	const {port, close} = await listen(server);
	return {url: `http://127.0.0.1:${port}`, port, server, close};
};

/** A file of `test/fixtures/tls`: an authority, or a key with its certificate and the one that signed it. */
export const tlsFile = (name: 'root' | 'issuing' | 'below-issuing' | 'of-other-hosts'): string =>
	readFileSync(new URL(`../fixtures/tls/${name}.pem`, import.meta.url), 'utf8');

/** The same behind TLS, with the self-signed certificate, or with a key and its chain in one PEM text. */
export const serveSecurely = async (
	listener?: RequestListener,
	identity = key + certificate,
): Promise<TestServer> => {
	const server = createSecureServer({key: identity, cert: identity}, listener);
	const {port, close} = await listen(server);
	return {url: `https://127.0.0.1:${port}`, port, server, close};
};

/** A TCP server that says what the test wants. */
export const serveRaw = async (onSocket: (socket: Socket) => void) => {
	const server = createRawServer(onSocket);
	const {port, close} = await listen(server);
	return {url: `http://127.0.0.1:${port}`, port, close};
};
