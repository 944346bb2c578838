import type {Connection} from '../connections/connection.js';
import {connectionWord} from '../connections/connection-text.js';
import {askLoginsAgain} from '../connections/login.js';
import type {PageView} from '../page.js';
import type {Page, State} from '../state.js';
import {durationText, momentText} from '../text/time-text.js';
import {agesTick} from '../ticks.js';
import {errorLine, field, head, plain, type TextLine} from './text-line.js';

const unknown = 'the server does not say';

const expiryText = (expiresAt: number | 'never' | null, isRenewed: boolean, now: number): string => {
	if (expiresAt === 'never') return 'never';
	const again = isRenewed ? '; rwatch logs in again by itself' : '';
	if (expiresAt === null) return `${unknown}${again}`;
	const left = expiresAt <= now ? 'expired' : `in ${durationText(expiresAt - now)}`;
	return `${momentText(expiresAt, now)} (${left})${again}`;
};

const identityLines = (connection: Connection, now: number): readonly TextLine[] => {
	const {identity, error, isAsked} = connection.login;
	if (identity === null) {
		if (error !== null) return [errorLine(error)];
		return [plain(isAsked ? 'asking…' : `not asked: the source is ${connectionWord(connection, now)}`)];
	}

	const {user, means, expiresAt, isRenewed, rights} = identity;
	return [
		field('logged in as', user ?? unknown),
		field('with', means ?? unknown),
		field('expires', expiryText(expiresAt, isRenewed, now)),
		...rights.map(([label, text]) => field(label, text)),
		...(error === null ? [] : [errorLine(error)]),
	];
};

const whoamiLines = ({connections, now, settings}: State): readonly TextLine[] =>
	[...connections.values()].flatMap(connection => [
		head(connection.source),
		...identityLines(connection, now),
		...(settings.readOnly || connection.readOnly ? [field('rwatch', 'changes nothing: read-only')] : []),
	]);

/** Who is logged in at each source, until when, and what that user may do. */
export const whoamiPage: Page<PageView> = {
	name: 'whoami',
	summary: 'who is logged in at each source, and what that user may do',
	text: whoamiLines,
	ticks: ({now}) => agesTick(now, [60_000 - (now % 60_000)]),
	steps: {reload: askLoginsAgain},
};
