// What a name ends with, its words run together, where its value is secret.
const secretEnd =
	/(?:passwor[dt]s?|passwd|passphrases?|passcode|secrets?|tokens?|credentials?|creds|authorization|cookies?|jwt|bearer|dockercfg|dockerconfigjson|sessionid|sessid|(?:api|secret|private|access|root|encryption|encrypted|decryption|signing|master|auth|shared|account|storage|session|ssl|tls|aes|hmac|deploy|client|server|webhook|license|unseal|recovery)keys?|keydata)$/;
// Short ones only as a word of their own: `bypass` and `compass` are not secrets.
const secretWord =
	/^(?:pass|pwd|pw|psk|(?:db|root|user|admin|mysql|sql|smtp|ldap|mail|ftp|my)(?:pass|pwd|pw))$/;

// What follows the secret's word where the value only points at a secret, or is about secrets.
const pointers: ReadonlySet<string> = new Set(
	(
		'name names ref refs reference references id ids uid gid uuid file files filename path paths dir directory ' +
		'mount volume volumes namespace namespaces url urls uri endpoint host port server address user username owner ' +
		'seconds minutes hours days timeout ttl age expiry expires expired expiration lifetime duration interval date ' +
		'created updated modified lastupdate time at rotation rotate renewal policy policies strategy rule rules ' +
		'length size count counts total limit limits quota max min maximum minimum number ' +
		'type types kind class mode format algorithm encoding encoder version revision generation ' +
		'enabled disabled required optional readonly external immutable allowed supported state status phase health ' +
		'provider providers method methods backend engine driver plugin helper helpers store manager operator controller ' +
		'authentication audience audiences issuer scope scopes service review reviews template title description ' +
		'label labels annotation annotations selector prompt hint field fields column property properties schema ' +
		'checksum fingerprint public pub link links action actions schemas resource resources crd image lookup stdin ask env from command cmd'
	).split(' '),
);

const maxLength = 200;
const maxKnown = 5000;
const known = new Map<string, boolean>();

const wordsOf = (name: string): readonly string[] =>
	name
		.slice(-maxLength)
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^a-z0-9]+/)
		.map(word => word.replace(/\d+$/, ''))
		.filter(word => word !== '');

const judge = (name: string): boolean => {
	const words = wordsOf(name);
	if (words[0] === 'no') return false;
	let joined = '';
	for (const [index, word] of words.entries()) {
		joined += word;
		if (!secretWord.test(word) && !secretEnd.test(joined)) continue;
		if (!words.slice(index + 1).some(later => pointers.has(later))) return true;
	}

	return false;
};

/** Whether the value of a field, variable, option or header of this name is a secret: `DB_PASS`, `secretKey`, `X-Auth-Token`. */
export const isSecretName = (name: string): boolean => {
	let secret = known.get(name);
	if (secret === undefined) {
		secret = judge(name);
		if (known.size >= maxKnown) known.clear();
		if (name.length <= maxLength) known.set(name, secret);
	}

	return secret;
};

/** Whether a name inside something secret says nothing secret itself: `name`, `secretRef`, `expirationSeconds`. */
export const isPointer = (name: string): boolean => pointers.has(wordsOf(name).at(-1) ?? '');

/** Whether a name is that of several things, whose number may be shown. */
const isPlural = (name: string): boolean => /s$/i.test(name);

// `${DB_PASS}`, `$(DB_PASS)`, `{{ db_pass }}`: the name of a secret.
const reference = /^(?:\$\{\w{1,100}\}|\$\(\w{1,100}\)|\{\{[\w\s.|]{1,100}\}\})$/;
const word = /^(?:|\*{3,}|true|false|null|nil|none|yes|no|on|off|\(none\)|<none>|undefined)$/i;
const path = /^\.{0,2}(?:\/[\w.@-]{1,100}){1,20}\/?$/;

/** Whether the value of a field with a secret's name can be shown all the same: nothing, a flag, a reference, a number of things. */
export const isHarmlessValue = (name: string, value: string): boolean =>
	word.test(value) ||
	reference.test(value) ||
	(isPlural(name) && /^\d{1,9}$/.test(value)) ||
	// The working directory, the file of a key or of a login.
	(/(?:pwd|key|credentials?|creds)$/i.test(name) && path.test(value) && value.length < 200);

/** Whether a text looks as if chance had made it: capitals, small letters and digits without a separator. */
export const isRandom = (text: string): boolean =>
	/^[\w+/=-]{16,}$/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text);

/** Whether a text is `user:password` as base64, as Docker keeps it under `auth`. */
export const isEncodedLogin = (text: string): boolean => {
	if (!/^[A-Za-z\d+/]{6,400}={0,2}$/.test(text) || text.length % 4 !== 0) return false;
	return /^[\x20-\x7e]+:[\x20-\x7e]+$/.test(atob(text));
};
