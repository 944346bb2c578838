import type {Connection} from '../connections/connection.js';
import {journalCommand} from '../journal/record.js';
import type {Message} from '../message.js';
import {type Next, next} from '../next.js';
import {withNotice} from '../notice.js';
import {describe, showAnswer} from '../pages/open-describe.js';
import {openLogsOf, tailOptions} from '../pages/open-logs.js';
import {askingBeforeCommand, refuseDeed} from '../policy/policy.js';
import {refuseText} from '../refuse-text.js';
import type {Prompt, State} from '../state.js';
import {subjectOf} from '../subject.js';
import {phraseOf} from './phrase.js';

type Words = Pick<Connection, 'commands' | 'pages'>;

/** The source that has a command or page: that of the row under the cursor if it does, else the first. */
const sourceWith = (state: State, words: keyof Words, name: string): Connection | null => {
	const has = (one: Connection | undefined): boolean =>
		one?.enabled === true && Object.hasOwn(one[words], name);
	const near = state.connections.get(subjectOf(state)?.source ?? '');
	if (near && has(near)) return near;
	return [...state.connections.values()].find(has) ?? null;
};

/** Sends a command to a source, as typed. */
export const sendLine = (state: State, source: string, line: string): Next => {
	const [word = ''] = line.split(' ', 1);
	const reason = refuseDeed(state, {source, word});
	if (reason) return next(withNotice(state, 'warning', reason));
	const {nextId: id} = state;
	journalCommand(state, {source, line}, id);
	const sent = withNotice({...state, nextId: id + 1}, 'info', `${word} sent to ${source}`);
	return next(sent, {type: 'command', id, source, line});
};

const fits = (patterns: Connection['harmless'], word: string, rest: string): boolean =>
	Object.hasOwn(patterns, word) && new RegExp(`^(?:${patterns[word]})$`, 's').test(rest.trim());

const ask = (
	state: State,
	source: string,
	line: string,
	{isNamed, dangerous}: {readonly isNamed: boolean; readonly dangerous: boolean},
): Next => {
	const {now: openedAt} = state;
	const phrase = isNamed ? phraseOf(source) : null;
	return next({...state, dialog: {type: 'send', source, line, dangerous, yes: false, openedAt, phrase}});
};

/** Asks whether to send a command, whatever the configuration says about questions. */
export const askToSendLine = (state: State, source: string, line: string): Next => {
	const [, word = '', rest = ''] = /^(\S+) ?(.*)$/s.exec(line) ?? [];
	const deed = {source, word};
	const reason = state.connections.has(source) ? refuseDeed(state, deed) : `there is no source ${source}`;
	if (reason !== null) return next(withNotice(state, 'warning', reason));
	const isOrdinary = fits(state.connections.get(source)?.ordinary ?? {}, word, rest);
	const asking = askingBeforeCommand(state, deed, {isHarmless: false, isOrdinary});
	return ask(state, source, line, {isNamed: asking === 'name', dangerous: !isOrdinary});
};

/** Sends a command to a source, after a question if there has to be one. */
const sendOrAsk = (
	state: State,
	{source, harmless, ordinary}: Connection,
	word: string,
	rest: string,
): Next => {
	const line = `${word} ${rest}`.trimEnd();
	const isOrdinary = fits(ordinary, word, rest);
	const deed = {source, word};
	const asking = askingBeforeCommand(state, deed, {isHarmless: fits(harmless, word, rest), isOrdinary});
	if (asking === 'nothing' || refuseDeed(state, deed) !== null) return sendLine(state, source, line);
	return ask(state, source, line, {isNamed: asking === 'name', dangerous: !isOrdinary});
};

/**
 * Runs a word of a source: opens its page, or sends it the command with its arguments, after a question if that changes
 * something. Null if no source knows the word.
 */
export const runSourceCommand = (state: State, word: string, rest: string): Next | null => {
	const paged = sourceWith(state, 'pages', word);
	const page = paged?.pages[word];
	if (page) {
		if (rest.trim() !== '') return refuseText(state, word, rest);
		// Its kind may not have been followed so far; from now on the source does.
		state.resources.apply({
			type: 'changed',
			source: page.source,
			at: state.now,
			resource: page,
			listed: true,
		});
		return describe(state, page, 'yaml');
	}

	const connection = sourceWith(state, 'commands', word);
	return connection ? sendOrAsk(state, connection, word, rest) : null;
};

/** Shows the answer of a source to a command: in a notice, as a page if there is more, and the log of what it began. */
export const takeCommandAnswer = (
	state: State,
	{id, source, line, outcome}: Extract<Message, {type: 'command-accepted'}>,
): Next => {
	const {message, answer, about, log} = outcome;
	state.journal.open.answered(id, state.now, {follows: false, message});
	const informed = withNotice(state, 'info', `${source}: ${message ?? 'accepted'}`);
	// Without its arguments, which may be long or secret.
	const called = line.split(/\s+/, 2).join(' ');
	if (answer && about) return showAnswer(informed, about, called, answer);
	// Whoever types or is asked something by now is not interrupted.
	if (!log || state.prompt !== null || state.dialog !== null || state.past !== null) return next(informed);
	return openLogsOf(informed, [log], tailOptions);
};

/** The source refused a command, or could not be reached. */
export const takeCommandFailure = (
	state: State,
	{id, source, error}: Extract<Message, {type: 'command-failed'}>,
): State => {
	state.journal.open.failed(id, state.now, error);
	return withNotice(state, 'error', `${source}: ${error}`);
};

/** The words that sources understand, for completion. */
export const commandNames = (state: State): readonly string[] => [
	...new Set(
		[...state.connections.values()].flatMap(({enabled, commands, pages}) =>
			enabled ? [...Object.keys(commands), ...Object.keys(pages)] : [],
		),
	),
];

/** The usage of the command of a source that is being typed, or null. */
export const usageOf = (state: State, {mode, text}: Prompt): string | null => {
	const [, word = ''] = /^\s*(\S+)/.exec(text) ?? [];
	if (mode !== 'command' || word === '') return null;
	const name = word.toLowerCase();
	return sourceWith(state, 'commands', name)?.commands[name] ?? null;
};
