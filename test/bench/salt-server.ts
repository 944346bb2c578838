import {createServer, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';

/** The minion that starts when all is sent. */
export const lastMinion = 'last.example';

const minions = 200;
// As it comes over a network: no event begins where a piece does.
const pieceBytes = 15_001;

const framed = (tag: string, fields: object): string =>
	`tag: ${tag}\ndata: ${JSON.stringify({tag, data: {_stamp: '2026-11-20T10:00:00.000000', ...fields}})}\n\n`;

/** A minion's return of a state run, of about 1.5 kB. */
const returnOf = (index: number): string => {
	const minion = `web-${index % minions}.example`;
	const jid = `20261120100000${String(Math.floor(index / minions)).padStart(6, '0')}`;
	const states = ['pkg_|-nginx', 'file_|-conf', 'service_|-nginx', 'user_|-web'].map((id, order) => [
		`${id}_|-${id}_|-managed`,
		{
			__id__: id,
			__run_num__: order,
			__sls__: 'web.nginx',
			changes: {},
			comment: 'The file is in the correct state and nothing had to be done about it',
			duration: 12.5,
			name: `/etc/${id}/${index}`,
			result: true,
			start_time: '10:00:00.000000',
		},
	]);
	return framed(`salt/job/${jid}/ret/${minion}`, {
		cmd: '_return',
		fun: 'state.apply',
		fun_args: ['web.nginx'],
		id: minion,
		jid,
		retcode: 0,
		return: Object.fromEntries(states),
		success: true,
	});
};

const drained = (response: ServerResponse): Promise<void> =>
	new Promise(resolve => response.once('drain', resolve));

const flood = async (response: ServerResponse, count: number): Promise<void> => {
	let text = '';
	for (let sent = 0; sent < count; sent++) {
		text += returnOf(sent);
		if (sent === count - 1)
			text += framed(`salt/minion/${lastMinion}/start`, {id: lastMinion, cmd: '_minion_event'});
		while (text.length >= pieceBytes || (sent === count - 1 && text !== '')) {
			const piece = text.slice(0, pieceBytes);
			text = text.slice(pieceBytes);
			if (!response.write(piece)) await drained(response);
		}
	}
};

/** A salt-api that knows nothing but how to send events fast. Resolves to its URL. */
export const serveSaltFlood = async (
	onOrder: (listener: (order: {readonly count: number}) => void) => void,
): Promise<string> => {
	const streams = new Set<ServerResponse>();
	const server = createServer((request, response) => {
		request.resume();
		if (request.url?.startsWith('/events')) {
			response.writeHead(200, {'Content-Type': 'text/event-stream'});
			response.write('retry: 400\n');
			streams.add(response);
			response.on('close', () => streams.delete(response));
			return;
		}

		response.setHeader('Content-Type', 'application/json');
		response.end('{"return": [{}]}');
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	onOrder(({count}) => {
		for (const response of streams) void flood(response, count);
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
