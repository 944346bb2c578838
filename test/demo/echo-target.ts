import {createServer} from 'node:http';

/** A server behind Rancher that says what it was sent, and refuses and redirects where asked to. */
export type EchoTarget = {readonly host: string; readonly close: () => Promise<void>};

/** Starts the target of the recorded cases 20 to 41 on the loopback address. */
export const serveEcho = async (): Promise<EchoTarget> => {
	const server = createServer((request, response) => {
		const {method, url = '', rawHeaders} = request;
		const plain = {'Content-Type': 'text/plain'};
		if (url === '/401text') {
			response.writeHead(401, {...plain, 'Www-Authenticate': 'Basic realm=x'});
			response.end('Unauthorized by the target');
		} else if (url === '/502') response.writeHead(502).end();
		else if (url === '/redir-abs') response.writeHead(302, {Location: 'http://echo.example:8080/echo'}).end();
		else if (url.startsWith('/redir-path/')) {
			response.writeHead(307, {Location: url.replace('/redir-path', '/other')}).end();
		} else {
			const lines = Array.from(
				{length: rawHeaders.length / 2},
				(_, index) => `${rawHeaders[2 * index]}: ${rawHeaders[2 * index + 1]}\n`,
			).filter(line => !line.startsWith('Connection:'));
			response.writeHead(200, {
				...plain,
				'Content-Security-Policy': 'default-src *',
				'Set-Cookie': ['a=1', 'b=2'],
				'X-Api-Set-Cookie-Header': 'evil=1',
			});
			response.end(`${method} ${url}\n${lines.join('')}`);
		}
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	return {
		host: `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
		close: () =>
			new Promise(resolve => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
};
