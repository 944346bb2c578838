import {Buffer} from 'node:buffer';
import {heldSecrets} from '../secrets/held.js';
import {isSecretName} from '../secrets/names.js';

const isCredential = (name: string): boolean => isSecretName(name) || /auth|cookie/i.test(name);

// `{name}.{claims}.{signature}` is known by its shape.
const isJwt = (value: string): boolean => /^eyJ[\w-]+\.[\w-]+\./.test(value);

/** The password in `user:password`, the secret half of a token that begins with its name. */
const holdParts = (text: string): void => {
	heldSecrets.holdPassing(text);
	const colon = text.indexOf(':');
	if (colon >= 0) heldSecrets.holdPassing(text.slice(colon + 1));
};

const holdHeader = (value: string): void => {
	const [, scheme = '', rest = value] = /^(\w+) +(.+)$/.exec(value) ?? [];
	if (/^basic$/i.test(scheme)) {
		heldSecrets.holdPassing(rest.replace(/=+$/, ''));
		holdParts(Buffer.from(rest, 'base64').toString());
	} else if (scheme !== '') holdParts(rest);
	else {
		for (const cookie of value.split(/; ?/)) holdParts(cookie.slice(cookie.indexOf('=') + 1));
	}
};

/**
 * Notes the credentials that go out with a request, so that they are removed from all that is shown or written: whatever
 * they are, and whoever made them.
 *
 * @param url with its query, which may hold a ticket
 */
export const holdSent = (url: string, headers: Readonly<Record<string, string>>): void => {
	for (const [name, value] of Object.entries(headers)) if (isCredential(name)) holdHeader(value);
	const query = url.indexOf('?');
	if (query < 0) return;
	for (const [name, value] of new URLSearchParams(url.slice(query + 1))) {
		if (isSecretName(name) && !isJwt(value)) heldSecrets.holdPassing(value);
	}
};

/** The same for the login of a proxy in its address. */
export const holdLogin = (url: string): void => {
	const {password} = new URL(url);
	heldSecrets.hold(password);
	// Unlike `decodeURIComponent`, it takes a `%` that stands for itself.
	const decoded = new URLSearchParams(`password=${password.replaceAll('+', '%2B').replaceAll('&', '%26')}`);
	heldSecrets.hold(decoded.get('password') ?? '');
};
