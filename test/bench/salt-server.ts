import {createServer, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {createRounds, framed, lastMinion, minionIds} from './salt-bus.js';

// As it comes over a network: no event begins where a piece does.
const pieceBytes = 15_001;

/** The answers to what a monitor asks in the beginning, by function. */
const answers: Readonly<Record<string, unknown>> = {
	'key.list_all': {data: {return: {minions: minionIds}, success: true}},
	'minions.connected': {data: {return: minionIds, success: true}},
};

const grainsFunction = 'grains.item';
const grainsJid = '20261130120000000001';

/** What minions answer that are asked for these grains. */
const grainsOf = (ids: readonly string[], names: readonly string[]): string =>
	ids
		.map(id => {
			const tag = `salt/job/${grainsJid}/ret/${id}`;
			const value = {os: 'Debian', osrelease: '12', saltversion: '3007.10', ipv4: ['127.0.0.1']};
			const data = {id, jid: grainsJid, fun: grainsFunction, fun_args: names, return: value, success: true};
			return framed(tag, JSON.stringify({data, tag}));
		})
		.join('');

const drained = (response: ServerResponse): Promise<void> =>
	new Promise(resolve => response.once('drain', resolve));

const lastEvents = (): Buffer =>
	Buffer.from(
		[
			['salt/key', {act: 'accept', id: lastMinion, result: true}] as const,
			[`salt/minion/${lastMinion}/start`, {id: lastMinion, cmd: '_minion_event'}] as const,
		]
			.map(([tag, data]) => framed(tag, JSON.stringify({data, tag})))
			.join(''),
	);

const flood = async (response: ServerResponse, count: number): Promise<void> => {
	const rounds = createRounds();
	let rest: Buffer = Buffer.alloc(0);
	for (let round = 0; round <= count; round++) {
		rest = Buffer.concat([rest, round === count ? lastEvents() : rounds.bytes(round)]);
		let from = 0;
		for (; rest.length - from >= pieceBytes || (round === count && from < rest.length); from += pieceBytes) {
			if (!response.write(rest.subarray(from, from + pieceBytes))) await drained(response);
		}

		rest = rest.subarray(from);
	}
};

/** A salt-api that knows little but how to send so many rounds of events fast. Resolves to its URL. */
export const serveSaltFlood = async (
	onOrder: (listener: (order: {readonly rounds: number}) => void) => void,
): Promise<string> => {
	const streams = new Set<ServerResponse>();
	const server = createServer(async (request, response) => {
		if (request.url?.startsWith('/events')) {
			request.resume();
			response.writeHead(200, {'Content-Type': 'text/event-stream'});
			response.write('retry: 400\n');
			streams.add(response);
			response.on('close', () => streams.delete(response));
			return;
		}

		let body = '';
		for await (const piece of request) body += String(piece);
		const asked = Object.keys(answers).find(fun => body.includes(`"${fun}"`)) ?? '';
		response.setHeader('Content-Type', 'application/json');
		response.end(JSON.stringify({return: [answers[asked] ?? {}]}));
		if (!body.includes(`"${grainsFunction}"`)) return;
		const [{tgt, arg}] = JSON.parse(body) as [{tgt: readonly string[]; arg: readonly string[]}];
		for (const stream of streams) stream.write(grainsOf(tgt, arg));
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	onOrder(({rounds}) => {
		for (const response of streams) void flood(response, rounds);
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
