const fields: ReadonlyMap<string, readonly string[]> = new Map([
	['basic', ['credID', 'usernameField', 'passwordField']],
	['digest', ['credID', 'usernameField', 'passwordField']],
	['bearer', ['credID', 'passwordField']],
	['awsv4', ['credID']],
]);

const example = 'such as Basic credID=cattle-global-data:cc-abcde usernameField=user passwordField=pass';

const pairFault = (part: string, known: readonly string[]): string | null => {
	const [name = '', ...rest] = part.split('=');
	if (rest.length === 0) return `expected name=value, not '${part}' without =`;
	const meant = known.find(each => each !== name && each.toLowerCase() === name.toLowerCase());
	if (meant !== undefined)
		return `expected ${meant}, not ${name}: Rancher sends on unsigned what it cannot read`;
	return rest.length === 1 && rest[0] !== '' ? null : `expected one value for ${name}`;
};

/**
 * What is wrong with a signer and the cloud credential that it is to sign with, or null. Rancher itself says nothing: it
 * sends a request that it cannot sign on as it is (test/fixtures/meta-proxy, 24 and 25).
 */
export const cloudCredentialFault = (text: string): string | null => {
	const [signer = '', ...parts] = text.split(' ');
	const known = fields.get(signer.toLowerCase());
	if (!known || !/^[\x21-\x7e ]+$/.test(text))
		return `expected Basic, Bearer, Digest or AWSV4 first, ${example}`;
	const fault = parts.map(part => pairFault(part, known)).find(each => each !== null);
	if (fault !== undefined) return fault;
	const values = new Map(
		parts.map(part => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
	);
	const missing = known.find(name => !values.has(name));
	if (missing !== undefined) return `expected ${missing}=…, ${example}`;
	return /^[a-z0-9.-]+:[a-z0-9.-]+$/.test(values.get('credID') ?? '')
		? null
		: 'expected credID=<namespace>:<name>, such as credID=cattle-global-data:cc-abcde';
};
