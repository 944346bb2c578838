import {describe, expect, test} from 'vitest';
import {ConfigError} from '../../source/config/config.js';
import {load, path} from './world.js';

/** What `config check` says of a Salt master with these lines, which begin at the sixth of the file. */
const check = async (lines: readonly string[]): Promise<readonly string[]> => {
	const file = [
		'sources:',
		'  prod: {url: "https://r", type: rancher2, token: "t:u"}',
		'  eu:',
		'    url: salt+https://s',
		'    username: saltdev',
		...lines.map(line => `    ${line}`),
	].join('\n');
	return load({argv: ['config', 'check'], file}).then(
		({loginFaults}) => loginFaults,
		(error: unknown) => (error instanceof ConfigError ? error.faults : [String(error)]),
	);
};

const signed = (text: string): readonly string[] => ['password: p', 'via: prod', `cloudCredential: ${text}`];
const usual = 'credID=cattle-global-data:cc-abcde usernameField=user passwordField=pass';

describe('a source behind a Rancher', () => {
	test.each([
		['Basic', usual],
		['basic', usual],
		['Digest', usual],
		['Bearer', 'credID=cattle-global-data:cc-abcde passwordField=token'],
		['AWSV4', 'credID=cattle-global-data:cc-abcde'],
	])('may be signed for by %s %s', async (signer, fields) => {
		expect(await check(signed(`${signer} ${fields}`))).toEqual([]);
	});

	test.each([
		[`Basic ${usual.replace('credID', 'credId')}`, 'expected credID, not credId: Rancher sends on unsigned'],
		[`Basic ${usual.replace('user ', 'user passwordField ')}`, "not 'passwordField' without ="],
		[`Basic ${usual.replace('=pass', '=')}`, 'expected one value for passwordField'],
		['Basic credID=cattle-global-data:cc-abcde usernameField=user', 'expected passwordField=…'],
		['Bearer passwordField=pass', 'expected credID=…'],
		[`Basic ${usual.replace('cattle-global-data:', '')}`, 'expected credID=<namespace>:<name>'],
		['arbitrary headers=X-A=b', 'expected Basic, Bearer, Digest or AWSV4 first'],
		[usual, 'expected Basic, Bearer, Digest or AWSV4 first'],
		[`"Basic ${usual}\\r\\nX: y"`, 'expected Basic, Bearer, Digest or AWSV4 first'],
		[`"Basic ${usual} a=b\\tc"`, 'expected Basic, Bearer, Digest or AWSV4 first'],
	])('is not signed for by %s', async (text, words) => {
		const [fault, ...more] = await check(signed(text));
		expect(fault).toContain(`${path}:8: sources.eu.cloudCredential: ${words.startsWith('not') ? '' : words}`);
		expect(fault).toContain(words);
		expect(more).toEqual([]);
	});

	test.each<[string, readonly string[], string]>([
		[
			'a password, as salt-api does not read what is signed',
			['via: prod', `cloudCredential: Basic ${usual}`],
			':3: sources.eu.password: missing; expected beside cloudCredential, which is for a proxy in front of the server',
		],
		[
			'via beside cloudCredential',
			['password: p', `cloudCredential: Basic ${usual}`],
			':3: sources.eu.via: missing; expected beside cloudCredential',
		],
		[
			'via beside allowOldRancher',
			['password: p', 'allowOldRancher: true'],
			':3: sources.eu.via: missing; expected beside allowOldRancher',
		],
		[
			'either an old Rancher or what it signs',
			[...signed(`Basic ${usual}`), 'allowOldRancher: true'],
			':9: sources.eu.allowOldRancher: expected either this or cloudCredential',
		],
		[
			'trust where rwatch connects to',
			['password: p', 'via: prod', 'caFile: /ca.pem'],
			":8: sources.eu.caFile: expected at 'prod', which is what rwatch connects to",
		],
		[
			'lack of trust there too',
			['password: p', 'via: prod', 'insecure: true'],
			":8: sources.eu.insecure: expected at 'prod', which is what rwatch connects to",
		],
	])('needs %s', async (_title, lines, words) => {
		expect(await check(lines)).toEqual([expect.stringContaining(path + words)]);
	});
});
