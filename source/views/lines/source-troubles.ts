import type {Connection} from '../../state/connections/connection.js';
import {connectionWord} from '../../state/connections/connection-text.js';
import {keyOf} from '../../state/keys/keymap.js';
import type {State} from '../../state/state.js';
import {durationText} from '../../state/text/time-text.js';

/** The label of a command's key in grids. */
export const gridKeyOf = ({keymap}: State, command: string): string => keyOf(keymap, command, 'grid');

// A shorter silence is not worth mentioning.
const silentMs = 3000;

/** Whether a source that was never live seems unlikely to become so. */
export const isTroubled = (connection: Connection, now: number): boolean => {
	const {status, starting, wasLive, waitingSince, listed} = connection;
	if (wasLive || status === 'live') return false;
	return (
		status !== 'connecting' || starting || (listed.size === 0 && now - (waitingSince ?? now) >= silentMs)
	);
};

const silenceText = ({source, url, waitingSince, listed}: Connection, now: number): string => {
	const waitedMs = now - (waitingSince ?? now);
	if (waitedMs < silentMs) return `${source}: connecting to ${url}`;
	const waited = durationText(waitedMs);
	if (listed.size > 0) return `${source}: answers, and has been listing for ${waited}`;
	return `${source}: no answer for ${waited} from ${url}; check the address, and that the server is up and can be reached from here`;
};

const troubleText = (state: State, connection: Connection): string => {
	const {source, status, starting, message} = connection;
	if ((status === 'connecting' && !starting) || message === null) return silenceText(connection, state.now);
	const word = connectionWord(connection, state.now);
	const text = `${source}: ${word === 'connecting' && !starting ? 'trying again' : word}: ${message}`;
	if (status !== 'refused') return text;
	const command = gridKeyOf(state, 'command');
	return `${text}\n${command}login ${source} asks for other credentials; they are kept in memory only`;
};

/** Why sources do not work, and what to do: untrusted; [] if all are live. */
export const troubleTexts = (state: State, connections: readonly Connection[]): readonly string[] => {
	const troubled = connections.filter(({enabled, status}) => enabled && status !== 'live');
	if (troubled.length === 0) return [];
	// What is shown of the past is not tried again.
	const retry = state.past === null ? `${gridKeyOf(state, 'relist')} tries again at once, ` : '';
	const keys = `${retry}${gridKeyOf(state, 'command')}sources shows how each is connected`;
	return [...troubled.map(connection => troubleText(state, connection)), keys];
};
