import type {ShellSession} from '../model/shell-session.js';
import {redactMessage} from '../secrets/text.js';

/** A session to which no secret is reported. */
export const redactedSession = (session: ShellSession): ShellSession => ({
	...session,
	ended: (id, end) => session.ended(id, {...end, message: redactMessage(end.message)}),
});
