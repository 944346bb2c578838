import {UnreachableError} from '../model/errors.js';
import {redactMessageStart} from '../secrets/text.js';
import {elementText} from './html.js';

// Of the addresses and pages of what asks people to log in: OAuth, OpenID Connect, SAML, CAS, Keycloak, AD FS, Shibboleth.
const signOn =
	/(?:^|[^a-z])(?:log[ -]?in|log[ -]?on|sign[ -_]?in|sign[ -_]?on|sso|oauth2?|oidc|openid-connect|saml2?|adfs|cas|shibboleth|authelia|keycloak|authorize)(?:[^a-z]|$)/i;

/** What to do where single sign-on stands before a server. */
export const signOnAdvice =
	'single sign-on is in front of the server, and programs cannot pass it: use an address that bypasses it, or have it let the API through';

/** Whether a redirect leads to where people log in; the name of a host counts where it is another. */
export const isSignOn = (to: URL, from: URL): boolean =>
	signOn.test(to.hostname === from.hostname ? to.pathname : `${to.hostname}${to.pathname}`);

/** What was asked, and what came back. */
type Answer = {
	readonly attempted: string;
	/** A URL without secrets. */
	readonly target: string;
	readonly status: number;
	readonly text: string;
};

/** Throws an `UnreachableError` where something before the server wants people to log in. */
export const throwIfLoginPage = ({attempted, target, status, text}: Answer): void => {
	const page = loginPageIn(text);
	if (page === null) return;
	const answer = `HTTP ${status} with ${page} instead of JSON`;
	throw new UnreachableError({attempted, target, answer, advice: signOnAdvice});
};

/** `a login page 'Sign in'` where a page asks to log in; null for any other answer. */
export const loginPageIn = (text: string): string | null => {
	if (!text.trimStart().startsWith('<')) return null;
	const title = redactMessageStart((elementText(text, 'title') ?? '').replace(/\s+/g, ' ').trim(), 80);
	const asksForPassword = /<input[^<>]{0,200}type=["']?password/i.test(text.slice(0, 16_384));
	if (!asksForPassword && !signOn.test(title)) return null;
	return title === '' ? 'a login page' : `a login page '${title}'`;
};
