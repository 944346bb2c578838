import {StringDecoder} from 'node:string_decoder';
import type {Peer} from '../../serve/serve.js';
import {textOf} from '../../world/json-values.js';
import type {Entity} from '../../world/world.js';
import {bodyOf} from '../wire/answers.js';

const replies: Readonly<Record<string, string>> = {
	'': '',
	ls: 'app  bin  dev  etc  home  lib  proc  root  srv  tmp  usr  var\r\n',
	pwd: '/\r\n',
	whoami: 'root\r\n',
	ps: 'PID   USER     TIME  COMMAND\r\n    1 root      0:07 /app/server\r\n   41 root      0:00 /bin/sh\r\n',
};

/**
 * A shell that knows a few commands and ends on `exit`. Messages are binary, the first byte is the channel: 0 input,
 * 1 output, 3 the end, 4 the size (`kubernetes remotecommand/websocket.go`, `v4.channel.k8s.io`).
 */
export const openShell = (peer: Peer, pod: Entity): void => {
	const name = textOf(pod.fields.name);
	const prompt = `root@${name}:/# `;
	const decoder = new StringDecoder('utf8');
	let line = '';
	let size = '24 80';
	const write = (text: string): void => peer.send(Buffer.concat([Buffer.from([1]), Buffer.from(text)]));
	const leave = (): void => {
		peer.send(Buffer.concat([Buffer.from([3]), Buffer.from('{"metadata":{},"status":"Success"}')]));
		peer.close();
	};

	const run = (command: string): void => {
		const known =
			command === 'stty size' ? `${size}\r\n` : command === 'hostname' ? `${name}\r\n` : replies[command];
		const said = command.startsWith('echo ') ? `${command.slice(5)}\r\n` : known;
		write(`\r\n${said ?? `/bin/sh: ${command.split(' ')[0] ?? ''}: not found\r\n`}${prompt}`);
	};

	const key = (typed: string): void => {
		if (typed === '\r' || typed === '\n') {
			const command = line.trim();
			line = '';
			if (command === 'exit') leave();
			else run(command);
		} else if (typed === '\u0003') {
			line = '';
			write(`^C\r\n${prompt}`);
		} else if (typed === '\u0004') leave();
		else if (typed === '\u007F') {
			if (line !== '') write('\b \b');
			line = [...line].slice(0, -1).join('');
		} else {
			line += typed;
			write(typed);
		}
	};

	peer.onMessage(message => {
		const channel = message.charCodeAt(0);
		if (channel === 0) for (const typed of decoder.write(Buffer.from(message.slice(1)))) key(typed);
		if (channel !== 4) return;
		const {Width, Height} = bodyOf(message.slice(1)) ?? {};
		size = `${String(Height)} ${String(Width)}`;
	});
	write(prompt);
};
