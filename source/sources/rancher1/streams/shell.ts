import {UnreachableError} from '../../../model/errors.js';
import type {Shell} from '../../../model/source.js';
import {mapOf, textOf} from '../../requests/json-fields.js';
import {type ShellOptions, shellCommand} from '../../streams/shell.js';
import type {Api} from '../wire/api.js';
import type {Rancher1Object} from '../wire/frames.js';
import {openStream, type TicketRequest, ticketByAction} from './ticket.js';

/** A shell to open in a container. */
type ShellRequest = ShellOptions & {
	readonly api: Api;
	/** Path of the project. */
	readonly base: string;
	readonly read: () => Promise<Rancher1Object>;
};

const resizeText = (columns: number, rows: number) => `:resizeTTY:${columns},${rows}`;

/**
 * Why a stream ended that was closed as if all were well: the server says 1000 for `exit`, for a container that stops and
 * for a lost host alike (stream-exec-host-lost.txt). The log of the container shows whether its host can be reached.
 */
const checkEnd = async (asked: TicketRequest, read: () => Promise<Rancher1Object>): Promise<void> => {
	const object = await read();
	if (object.state !== 'running') {
		const {attempted, api} = asked;
		const answer = `the container is ${String(object.state)}`;
		throw new UnreachableError({attempted, target: api.url, answer});
	}

	if (textOf(mapOf(object, 'actions'), 'logs') === null) return;
	const getTicket = () => ticketByAction(asked, object, 'logs', {follow: false, lines: 1});
	const probe = await openStream(asked, object, getTicket, {onFrame: () => undefined, silenceMs: null});
	probe.close();
};

/**
 * Opens a shell. Bytes travel as base64 in text frames, sizes as plain text (agent service/hostapi/exec/exec.go).
 * Always with a terminal: without one, standard error is not sent. Rejects with the errors of `Api.call`.
 */
export const openShell = async (request: ShellRequest): Promise<Shell> => {
	const {api, base, read, resource, size, output, signal} = request;
	const asked = {api, base, attempted: `Cannot open a shell in ${resource.name}`, signal};
	const body = {attachStdin: true, attachStdout: true, tty: true, command: shellCommand};
	const object = await read();
	const onFrame = (text: string) => output(Buffer.from(text, 'base64'));
	const socket = await openStream(asked, object, () => ticketByAction(asked, object, 'execute', body), {
		onFrame,
		silenceMs: null,
	});
	const resize = (columns: number, rows: number) => socket.send(resizeText(columns, rows));
	resize(size.columns, size.rows);
	const ended = socket.ended.then(async ({code, by, detail}) => {
		if (by === 'self') return null;
		const cut = {...asked, attempted: `Cannot keep the shell in ${resource.name} open`};
		if (code !== 1000)
			throw new UnreachableError({attempted: cut.attempted, target: api.url, answer: detail});
		await checkEnd(cut, read).catch((error: unknown) => {
			if (!signal.aborted) throw error;
		});
		// The server does not pass it on (stream-exec-*.txt).
		return null;
	});
	return {
		write: input => socket.send(Buffer.from(input).toString('base64')),
		resize,
		ended,
	};
};
