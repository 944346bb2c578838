import {blank} from './blank.js';

// Every pattern begins at the edge of a word and has no two ways to match the same text: its cost is linear.

// A login in an address, whose password may hold what should be escaped; `host:port/…@…` is none. A user without a
// password stays: `ssh://git@host`.
const login =
	/(?<![\w+.-])([a-z][a-z0-9+.-]{1,30}:\/\/[^\s/?#:@[\]"'<>]{0,256}):(?!\d{1,5}(?:[/?#,;]|$))[^\s"'<>@]{1,512}(?:@[^\s/?"'<>@]{1,256}){0,4}@/gi;
// A token in the user's place.
const loginToken = /(:\/\/)[\w-]{30,255}@/g;
const jwt = /(?<![\w-])eyJ[\w-]{6,}\.[\w-]{4,}(?:\.[\w-]*)?/g;
const bearer =
	/(?<![\w-])(bearer[ \t]{1,4})(?!(?:tokens?|auth\w{0,20}|schemes?|headers?|realm)\b)[\w.~+/=:-]{3,}/gi;
// What is not a word of prose.
const basic =
	/(?<![\w-])(Basic[ \t]{1,4})(?=[A-Za-z+/]{0,200}(?:[\d=]|[a-z][A-Z]))[A-Za-z\d+/]{6,}={0,2}(?![\w=:])/g;
const digest =
	/(?<![\w-])(Digest[ \t]{1,4})(?:[a-z]{2,20}=(?:\\{0,3}"[^"\r\n]{0,500}"|[^\s,"]{1,500})[, \t]{0,4}){1,30}/gi;
// The address at which a host registers ends with its token; so does that of a manifest for a cluster.
const registration =
	/(\/v\d[\w-]{0,20}\/scripts\/|\/scripts\/(?=[A-F\d]{16}|[A-Za-z]{0,40}\d?[\w%]{0,60}:\d))[\w:%.~+=-]+|(\/v3\/import\/)[a-z\d]{12,}(?=[_.])/g;
// Its first half is its public name.
const namedToken = /(?<![\w-])((?:token|kubeconfig|u|user)-[\w.-]{2,80}):[a-z0-9]{40,}/g;
// A password as `/etc/shadow` keeps it.
const hash = /\$(?:1|2[abxy]?|5|6|7|y|gy|apr1|argon2\w{0,2}|pbkdf2[\w-]{0,20})\$[\w./$=,+-]{12,}/g;
const vendor =
	/(?<![\w-])(?:gh[pousr]_\w{20,255}|github_pat_\w{20,255}|glpat-[\w-]{16,64}|xox[abeoprs]-[\w-]{10,255}|hv[sbr]\.[\w-]{20,255}|sk-(?:proj-|ant-)?[A-Za-z\d]{20,255}|AIza[\w-]{35})/g;
const webhook = /(hooks\.slack\.com\/(?:services|workflows)\/)[\w/-]{8,}/g;
const sql = /(?<!\w)((?:identified[ \t]{1,4}by|password)[ \t]{1,4})'[^'\r\n]{1,500}'/gi;
// What is piped into a program that sets passwords.
const piped =
	/(?<!\w)((?:echo|printf)[ \t])[^\r\n|]{1,500}(\|[ \t]{0,4}(?:sudo[ \t]{1,4})?(?:\/[\w/]{1,40}\/)?(?:ch)?passwd|\|[ \t]{0,4}sudo[ \t]{1,4}-S|\|[^\r\n|]{1,200}--password-stdin)(?!\w)/g;
// Of HAProxy, whose configuration a load balancer carries.
const haproxy =
	/(?<![\w-])(insecure-password[ \t]{1,4}|stats[ \t]{1,4}auth[ \t]{1,4}[^\s:]{1,100}:)[^\s"'\\]{1,300}/g;

const begin = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const end = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;

/** Without the private keys in it; one that was cut ends with the text. */
const withoutKeys = (text: string): string => {
	let shown = '';
	let from = 0;
	for (;;) {
		begin.lastIndex = from;
		const found = begin.exec(text);
		if (!found) return shown + text.slice(from);
		shown += text.slice(from, found.index) + blank;
		end.lastIndex = begin.lastIndex;
		if (!end.test(text)) return shown;
		from = end.lastIndex;
	}
};

// Two searches take half the time of one: V8 skips ahead only where all alternatives are alike.
const hintWord =
	/bearer|basic|digest|\/scripts\/|\/import\/|private key|github_pat_|glpat-|hooks\.slack|identified|passw|sudo|stats/i;
const hintSign = /:\/\/|eyJ|:[a-z0-9]{40}|\$[1-7aypg]|gh[pousr]_|xox|hv[sbr]\.|sk-|AIza/;

/** Whether a text may hold something that is secret by its shape. */
export const hasShapeHint = (text: string): boolean => hintWord.test(text) || hintSign.test(text);

/** Blanks what is secret by its shape, whatever it is called. */
export const redactShapes = (text: string): string => {
	if (!hasShapeHint(text)) return text;
	return (text.includes('PRIVATE KEY') ? withoutKeys(text) : text)
		.replace(login, `$1:${blank}@`)
		.replace(loginToken, `$1${blank}@`)
		.replace(registration, (_, host = '', cluster = '') => `${host}${cluster}${blank}`)
		.replace(jwt, blank)
		.replace(bearer, `$1${blank}`)
		.replace(digest, `$1${blank}`)
		.replace(basic, `$1${blank}`)
		.replace(namedToken, `$1:${blank}`)
		.replace(hash, blank)
		.replace(vendor, blank)
		.replace(webhook, `$1${blank}`)
		.replace(piped, `$1${blank} $2`)
		.replace(haproxy, `$1${blank}`)
		.replace(sql, `$1'${blank}'`);
};
