import {resolve} from 'node:path';
import {readAuthorities} from '../../config/certificates.js';
import {nameFault, namesFor} from '../../config/names.js';
import {type SourceUrl, urlParser} from '../../config/source-url.js';
import {expandPath} from '../../files/expand-path.js';
import {diskFiles} from '../../files/read.js';
import type {Ask} from '../../model/ask.js';
import {messageOf, RefusedError, UnreachableError, UsageError} from '../../model/errors.js';
import type {SourceConfig} from '../../model/source-config.js';
import {isUntrusted} from '../../sources/checks/network.js';
import {discoverFamily} from '../../sources/discover.js';
import type {ConfiguredFamily} from '../load-config.js';

/** What the questions are asked with. */
export type Asking = {
	readonly ask: Ask;
	readonly say: (text: string) => void;
	readonly families: readonly ConfiguredFamily[];
	readonly home: string;
	readonly signal: AbortSignal;
};

/** How a server's certificate is judged. */
type Trusted = {readonly caFile: string | null; readonly insecure: boolean};

/** A server that answered. */
export type Server = Trusted & {
	readonly family: ConfiguredFamily;
	/** As it is written to the configuration. */
	readonly url: string;
};

/** A source of a server that is being found out about. */
export const configOf = (
	url: string,
	family: string | null,
	{caFile, insecure}: Trusted,
	credentials: SourceConfig['credentials'] = async () => ({type: 'none'}),
): SourceConfig => ({
	name: new URL(url).host,
	family,
	url,
	credentials,
	certificateAuthorities: caFile === null ? null : readAuthorities(caFile, 'the file', diskFiles),
	insecure,
	readOnly: true,
	via: null,
	eventTransport: 'sse',
});

const askUrl = async ({ask, say, families}: Asking): Promise<SourceUrl> => {
	const parse = urlParser(families);
	for (;;) {
		const typed = await ask('server, such as https://rancher.example.com: ', {secret: false});
		if (typed === '') continue;
		try {
			return parse(typed.includes('://') ? typed : `https://${typed}`, 'the server');
		} catch (error) {
			if (!(error instanceof UsageError)) throw error;
			say(error.message);
		}
	}
};

/** Asks how the certificate is to be judged; null for another server. */
const askTrust = async ({ask, say, home}: Asking): Promise<Trusted | null> => {
	for (;;) {
		const typed = await ask(
			"file with its certificate authority, 'insecure' to skip the check, or Enter for another server: ",
			{secret: false},
		);
		if (typed === '') return null;
		if (typed === 'insecure') return {caFile: null, insecure: true};
		const caFile = expandPath(typed, home, resolve('x'));
		try {
			readAuthorities(caFile, 'the file', diskFiles);
			return {caFile, insecure: false};
		} catch (error) {
			if (!(error instanceof UsageError)) throw error;
			say(error.message);
		}
	}
};

/**
 * The family that answers. Also where the prefix of the URL names one: whoever writes it down wants to know that the
 * server answers.
 */
const familyAt = async (
	{family, url}: SourceUrl,
	trusted: Trusted,
	asking: Asking,
): Promise<ConfiguredFamily> => {
	const {say, families, signal} = asking;
	const answers = await discoverFamily(configOf(url, null, trusted), families, signal).catch(
		(error: unknown) => {
			// Perhaps it answers to nobody without credentials.
			if (family !== null && error instanceof RefusedError) return family;
			throw error;
		},
	);
	const found = families.find(({name}) => name === (family ?? answers));
	if (!found) throw new UsageError(`${url}: nothing is known of its family`);
	if (found.name === answers) say(`${url} is a ${found.server}`);
	else say(`${url} does not answer as ${found.title}, which is used all the same`);
	return found;
};

/** Asks how the certificate is to be judged, where it is what is in the way; null for another server. */
const trustAfter = async (
	error: unknown,
	url: string,
	trusted: Trusted,
	asking: Asking,
): Promise<Trusted | null> => {
	if (!(error instanceof UnreachableError)) return null;
	const isInTheWay = await isUntrusted(configOf(url, null, trusted), asking.signal);
	return isInTheWay ? askTrust(asking) : null;
};

/** Asks for a server until one answers whose family is known. Rejects with `PromptInterrupted`. */
export const askServer = async (asking: Asking, given: Trusted): Promise<Server> => {
	for (;;) {
		const address = await askUrl(asking);
		let trusted: Trusted | null = given;
		while (trusted !== null) {
			try {
				const family = await familyAt(address, trusted, asking);
				return {...trusted, family, url: address.url};
			} catch (error) {
				asking.say(messageOf(error));
				trusted = await trustAfter(error, address.url, trusted, asking);
			}
		}
	}
};

/** Asks for a name that is not taken. Rejects with `PromptInterrupted`. */
export const askName = async ({ask, say}: Asking, url: string, taken: readonly string[]): Promise<string> => {
	const [usual = ''] = namesFor([url], taken);
	for (;;) {
		const typed = await ask(`name of the source [${usual}]: `, {secret: false});
		const name = typed === '' ? usual : typed;
		const fault = taken.includes(name) ? 'there is a source of that name already' : nameFault(name);
		if (fault === null) return name;
		say(`'${name}': ${fault}`);
	}
};
