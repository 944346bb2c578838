import {UnreachableError} from '../../model/errors.ts';
import type {Resource} from '../../model/resource.ts';
import type {Shell} from '../../model/source.ts';
import type {Api} from './api.ts';
import type {CattleObject} from './frames.ts';
import {openTicket, ticketByAction} from './ticket.ts';

/** A shell to open in a container. */
export type ShellRequest = {
	readonly api: Api;
	readonly read: () => Promise<CattleObject>;
	readonly resource: Resource;
	readonly size: {readonly columns: number; readonly rows: number};
	/** Bytes as they come: a character may be spread over two calls. */
	readonly output: (bytes: Uint8Array) => void;
	readonly signal: AbortSignal;
};

// The best shell that there is.
const command = [
	'/bin/sh',
	'-c',
	'TERM=xterm-256color; export TERM; [ -x /bin/bash ] && exec /bin/bash || exec /bin/sh',
];

const resizeText = (columns: number, rows: number) => `:resizeTTY:${columns},${rows}`;

/**
 * Opens a shell. Bytes travel as base64 in text frames, sizes as plain text (agent service/hostapi/exec/exec.go).
 * Always with a terminal: without one, standard error is not sent. Rejects with the errors of `Api.call`.
 */
export const openShell = async (request: ShellRequest): Promise<Shell> => {
	const {api, read, resource, size, output, signal} = request;
	const asked = {api, attempted: `Cannot open a shell in ${resource.name}`, signal};
	const body = {attachStdin: true, attachStdout: true, tty: true, command};
	const ticket = await ticketByAction(asked, await read(), 'execute', body);
	const onFrame = (text: string) => output(Buffer.from(text, 'base64'));
	const socket = await openTicket(asked, ticket, {onFrame, silenceMs: null});
	const resize = (columns: number, rows: number) => socket.send(resizeText(columns, rows));
	resize(size.columns, size.rows);
	const ended = socket.ended.then(({code, by, detail}) => {
		if (by === 'self' || code === 1000) return;
		const {attempted} = asked;
		throw new UnreachableError({attempted: `${attempted} any longer`, target: api.url, answer: detail});
	});
	return {
		write: input => socket.send(Buffer.from(input).toString('base64')),
		resize,
		ended,
	};
};
