import {StringDecoder} from 'node:string_decoder';
import type {Peer} from '../../serve/serve.js';
import {textOf} from '../../world/json-values.js';
import type {Entity} from '../../world/world.js';

type Size = {columns: number; rows: number};

const answers = (container: Entity, size: Size): Readonly<Record<string, () => string>> => ({
	'': () => '',
	ls: () => 'app  bin  dev  etc  home  lib  proc  root  srv  tmp  usr  var\r\n',
	pwd: () => '/\r\n',
	whoami: () => 'root\r\n',
	hostname: () => `${textOf(container.fields.hostname)}\r\n`,
	env: () =>
		`HOSTNAME=${textOf(container.fields.hostname)}\r\nTERM=xterm-256color\r\nSERVICE_NAME=${textOf(container.fields.name)}\r\n`,
	ps: () =>
		'PID   USER     TIME  COMMAND\r\n    1 root      0:07 /app/server\r\n   41 root      0:00 /bin/sh\r\n',
	'stty size': () => `${size.rows} ${size.columns}\r\n`,
});

const reply = (container: Entity, size: Size, line: string): string => {
	const known = answers(container, size)[line]?.();
	if (known !== undefined) return known;
	if (line.startsWith('echo ')) return `${line.slice(5)}\r\n`;
	return `/bin/sh: ${line.split(' ')[0] ?? ''}: not found\r\n`;
};

/**
 * A shell that knows a few commands, echoes what is typed, and ends on `exit` or end of input. Both ways base64
 * text of raw bytes, at most 4096 a frame; sizes as `:resizeTTY:<columns>,<rows>` (`agent exec/exec.go`).
 */
export const openShell = (peer: Peer, container: Entity): void => {
	const prompt = `root@${textOf(container.fields.hostname)}:/# `;
	const decoder = new StringDecoder('utf8');
	const size: Size = {columns: 80, rows: 24};
	let line = '';
	const write = (text: string): void => {
		const bytes = Buffer.from(text);
		for (let index = 0; index < bytes.length; index += 4096) {
			peer.send(bytes.subarray(index, index + 4096).toString('base64'));
		}
	};

	const key = (typed: string): void => {
		if (typed === '\r' || typed === '\n') {
			const command = line.trim();
			line = '';
			if (command === 'exit') {
				write('\r\nexit\r\n');
				peer.close();
			} else write(`\r\n${reply(container, size, command)}${prompt}`);
		} else if (typed === '\u0003') {
			line = '';
			write(`^C\r\n${prompt}`);
		} else if (typed === '\u0004') {
			if (line === '') peer.close();
		} else if (typed === '\u007F') {
			if (line !== '') write('\b \b');
			line = [...line].slice(0, -1).join('');
		} else {
			line += typed;
			write(typed);
		}
	};

	peer.onMessage(message => {
		const resize = /^:resizeTTY:(\d+),(\d+)$/.exec(message);
		if (resize) {
			size.columns = Number(resize[1]);
			size.rows = Number(resize[2]);
			return;
		}

		for (const typed of decoder.write(Buffer.from(message, 'base64'))) key(typed);
	});
	write(prompt);
};
