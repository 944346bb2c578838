import {askCredentials, loginRules} from '../../config/login.js';
import {messageOf, RefusedError, UsageError} from '../../model/errors.js';
import type {Credentials} from '../../model/source-config.js';
import {credentialsFound, rightsFound} from '../../sources/checks/identity.js';
import {holdingCredentials} from '../../sources/redacted.js';
import {type Asking, configOf, type Server} from './server.js';

/** Who takes this long to say what may be done says it too late. */
const limitMs = 30_000;

/** Says who is logged in and what they may see. Rejects where the credentials are refused. */
const tryOut = async (server: Server, credentials: Credentials, {say, signal}: Asking): Promise<void> => {
	const open = await server.family.checks?.();
	if (!open) return;
	const config = holdingCredentials(
		configOf(server.url, server.family.name, server, async () => credentials),
	);
	const checks = open(config, null);
	const limited = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
	try {
		const identity = await checks.identity(false, limited);
		const {text, advice} = credentialsFound(identity);
		say(`logged in: ${text}${advice ? `; ${advice}` : ''}`);
		say(rightsFound(await checks.identity(true, limited)).text.replaceAll('; ', '\n  '));
	} finally {
		await checks.close();
	}
};

/**
 * Asks for credentials until the server takes them; null where it takes whoever comes. Rejects with `PromptInterrupted`,
 * and with what keeps the server from answering.
 */
export const askWorkingCredentials = async (
	server: Server,
	name: string,
	asking: Asking,
): Promise<Credentials | null> => {
	const {ask, say, families} = asking;
	const rules = loginRules(families, server.family.name);
	for (;;) {
		const credentials = await askCredentials(name, rules, ask);
		try {
			await tryOut(server, credentials ?? {type: 'none'}, asking);
			return credentials;
		} catch (error) {
			// Another try may do: these were typed.
			if (!(error instanceof RefusedError || error instanceof UsageError)) throw error;
			say(messageOf(error));
		}
	}
};
