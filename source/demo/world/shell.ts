import {StringDecoder} from 'node:string_decoder';

/** How a simulated shell reaches the person who types. */
type ShellOptions = {
	readonly hostname: string;
	/** Environment variables beside those that every shell has. */
	readonly variables?: Readonly<Record<string, string>>;
	readonly write: (text: string) => void;
	readonly leave: (exitStatus: number) => void;
};

/** A shell that is open. */
type Shell = {
	/** Takes what was typed, as bytes that may be cut anywhere. */
	readonly type: (bytes: Uint8Array) => void;
	readonly resize: (columns: number, rows: number) => void;
};

/** Opens a shell that knows a few commands, echoes what is typed, and ends on `exit` or end of input. */
export const openShell = ({hostname, variables = {}, write, leave}: ShellOptions): Shell => {
	const prompt = `root@${hostname}:/# `;
	const decoder = new StringDecoder('utf8');
	let size = '24 80';
	let line = '';

	const environment = Object.entries({HOSTNAME: hostname, TERM: 'xterm-256color', ...variables});
	const replies: Readonly<Record<string, () => string>> = {
		'': () => '',
		ls: () => 'app  bin  dev  etc  home  lib  proc  root  srv  tmp  usr  var\r\n',
		pwd: () => '/\r\n',
		whoami: () => 'root\r\n',
		hostname: () => `${hostname}\r\n`,
		env: () => environment.map(([name, value]) => `${name}=${value}\r\n`).join(''),
		ps: () =>
			'PID   USER     TIME  COMMAND\r\n    1 root      0:07 /app/server\r\n   41 root      0:00 /bin/sh\r\n',
		'stty size': () => `${size}\r\n`,
	};

	const replyTo = (command: string): string => {
		if (command.startsWith('echo ')) return `${command.slice(5)}\r\n`;
		return replies[command]?.() ?? `/bin/sh: ${command.split(' ')[0] ?? ''}: not found\r\n`;
	};

	const enter = (): void => {
		const command = line.trim();
		line = '';
		const [, status] = /^exit ?(\d*)$/.exec(command) ?? [];
		if (status !== undefined) {
			write('\r\nexit\r\n');
			leave(Number(status));
		} else write(`\r\n${replyTo(command)}${prompt}`);
	};

	const key = (typed: string): void => {
		if (typed === '\r' || typed === '\n') enter();
		else if (typed === '\u0003') {
			line = '';
			write(`^C\r\n${prompt}`);
		} else if (typed === '\u0004') {
			if (line === '') leave(0);
		} else if (typed === '\u007F') {
			if (line !== '') write('\b \b');
			line = [...line].slice(0, -1).join('');
		} else {
			line += typed;
			write(typed);
		}
	};

	write(prompt);
	return {
		type(bytes) {
			for (const typed of decoder.write(Buffer.from(bytes))) key(typed);
		},
		resize(columns, rows) {
			size = `${rows} ${columns}`;
		},
	};
};
