import type {JsonObject} from '../../../model/json-object.js';

/** One command as salt-api takes it: the client, the function, and what they need. */
export type Low = JsonObject & {readonly client: string; readonly fun: string | readonly string[]};

// What salt-api needs at most where it works: `wheel` and a login hang for minutes where the master is down.
const timeouts: Readonly<Record<string, number>> = {
	wheel: 15_000,
	runner: 60_000,
	local: 60_000,
	local_async: 15_000,
};

/** How long to wait for the answer to a command, milliseconds. */
export const timeoutOf = ({client}: Low): number => timeouts[client] ?? 60_000;
