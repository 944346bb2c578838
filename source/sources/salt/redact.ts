import {type Fields, isFields} from './frames.ts';

/** What stands in a secret's place. */
export const blank = '***';

const secretName =
	/passw(?:or)?d|passphrase|^pass$|secret|token|credential|authorization|cookie|api.?key|private.?key|access.?key|root.?key|^key$/i;

// `--password=x`, `token: x`, `"secret": "x"`, `X-Auth-Token: x`; a URL's user part; private keys.
const assigned =
	/((?:passw(?:or)?d|passphrase|secret|token|api.?key|private.?key|access.?key|authorization)["']?\s*[=:]\s*(?:bearer |basic )?["']?)([^\s"',;&}]+)/gi;
const option = /(--?(?:password|passwd|token|secret|api-key)\s+)(\S+)/gi;
const inUrl = /(\w+:\/\/[^/\s:@]+:)[^/\s@]+@/g;
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;

/**
 * Blanks what looks like a secret in free text: the bus carries command lines, bodies of webhooks and tracebacks.
 */
export const redactText = (text: string): string => {
	if (!/pass|secret|token|key|auth|:\/\//i.test(text)) return text;
	return text
		.replace(privateKey, blank)
		.replace(assigned, `$1${blank}`)
		.replace(option, `$1${blank}`)
		.replace(inUrl, `$1${blank}@`);
};

const openUrl = /(\w+:\/\/[^/\s:@]+:)[^/\s@]+$/;

/** The beginning of a text, at most `most` characters, without secrets; not all of a long text is looked at. */
export const redactStart = (text: string, most: number): string => {
	const start = text.slice(0, 4 * most);
	// Of an address that was cut nothing says any more that it ends with a password.
	const whole = start.length < text.length ? start.replace(openUrl, `$1${blank}`) : start;
	return redactText(whole).slice(0, most);
};

/** Salt marks keyword arguments; pillar given on the command line is there to hand over secrets. */
const isPillar = (name: string, parent: Fields): boolean => name === 'pillar' && parent.__kwarg__ === true;

const isSecret = (name: string, value: unknown, parent: Fields): boolean =>
	value !== null &&
	typeof value !== 'boolean' &&
	value !== '' &&
	(secretName.test(name) || isPillar(name, parent));

const shown = (name: string, value: unknown, parent: Fields): unknown => {
	if (isSecret(name, value, parent)) return blank;
	if (name === 'pub' && typeof value === 'string') return '(public key)';
	return redact(value);
};

/**
 * A copy without secrets: the master fires its own root key, tokens and passwords on the bus
 * (`salt/job/error` of salt/master.py; the headers in `salt/netapi/hook` of salt/netapi/rest_cherrypy/app.py).
 */
export const redact = (value: unknown): unknown => {
	if (typeof value === 'string') return redactText(value);
	if (Array.isArray(value)) return value.map(redact);
	return isFields(value) ? redactFields(value) : value;
};

/** `redact` of an object. */
export const redactFields = (fields: Fields): Fields =>
	Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, shown(name, value, fields)]));

/**
 * The beginning of a value as JSON in one line, at most about `most` characters, without secrets. The work grows with
 * `most`, not with the value: returns of several megabytes pass here.
 */
export const glance = (value: unknown, most = 160): string => {
	if (typeof value === 'boolean') return String(value);
	let text = '';
	const full = (): boolean => text.length >= most;
	const write = (each: unknown, top: boolean): void => {
		if (typeof each === 'string') {
			const cut = redactStart(each, most);
			text += top ? cut : JSON.stringify(cut);
		} else if (Array.isArray(each)) {
			text += '[';
			each.slice(0, most).every((item, index) => {
				if (index > 0) text += ', ';
				write(item, false);
				return !full();
			});
			text += ']';
		} else if (isFields(each)) {
			text += '{';
			let first = true;
			for (const name in each) {
				if (name.startsWith('_stamp')) continue;
				if (full()) break;
				text += `${first ? '' : ', '}${name}: `;
				first = false;
				if (isSecret(name, each[name], each)) text += blank;
				else if (name === 'pub') text += '(public key)';
				else write(each[name], false);
			}

			text += '}';
		} else {
			text += String(each ?? 'null');
		}
	};

	write(value, true);
	return text.length > most ? `${text.slice(0, most - 1)}…` : text;
};

/** The arguments of a call as they are shown: `web test=true`. Those of functions that set passwords are blanked. */
export const argumentsText = (fun: string, args: readonly unknown[], most = 120): string => {
	if (args.length > 0 && /passw|shadow\.|secret|token/i.test(fun)) return blank;
	const words = args.slice(0, 20).flatMap(arg => {
		if (!isFields(arg) || arg.__kwarg__ !== true) return [glance(arg, most)];
		return Object.entries(arg)
			.filter(([name]) => name !== '__kwarg__')
			.map(([name, value]) => `${name}=${isSecret(name, value, arg) ? blank : glance(value, most)}`);
	});
	const text = words.join(' ');
	return text.length > most ? `${text.slice(0, most - 1)}…` : text;
};
