import type {Connection} from '../connections/connection.js';
import {connectionWord} from '../connections/connection-text.js';
import {keyHint} from '../keys/keymap.js';
import type {PageView} from '../page.js';
import type {Page, State} from '../state.js';
import {durationText, momentText, nextChangeMs, secondOf} from '../text/time-text.js';
import {agesTick} from '../ticks.js';
import {errorLine, field, head, plain, type TextLine} from './text-line.js';

// The list of faults has more.
const maxFaults = 5;

const section = (title: string, lines: readonly TextLine[]): readonly TextLine[] =>
	lines.length === 0 ? [] : [head(title), ...lines];

const statusLines = (connection: Connection, now: number): readonly TextLine[] => {
	const {url, insecure, family, since, lastEventAt, message, gap} = connection;
	return [
		field('address', `${url}${insecure ? ' (its certificate is not checked)' : ''}`),
		field('family', family ?? 'not known yet'),
		field('status', `${connectionWord(connection, now)} for ${durationText(secondOf(now) - since)}`),
		...(message === null ? [] : [errorLine(message)]),
		field('last event', lastEventAt === null ? 'none' : `${durationText(secondOf(now) - lastEventAt)} ago`),
		...(gap === null
			? []
			: [field('last gap', `${durationText(gap.to - gap.from)} until ${momentText(gap.to, now)}`)]),
	];
};

const adviceLines = ({source, status, enabled}: Connection, {keymap}: State): readonly TextLine[] => {
	if (!enabled) {
		const turn = keyHint(keymap, 'toggle-source', 'sources', key => `: ${key} in the list turns it on`);
		return [plain(`It was turned off here${turn}.`)];
	}

	if (status === 'live') return [];
	return [
		...(status === 'refused' ? [plain(`:login ${source} asks for other credentials.`)] : []),
		plain(`rwatch doctor ${source} looks at network, certificate, login and stream.`),
	];
};

const linesOf = (connection: Connection, state: State): readonly TextLine[] => {
	const {now} = state;
	const scopes = [...connection.scopes].map(([name, {status, message, since}]) =>
		field(
			name,
			`${status} for ${durationText(secondOf(now) - since)}${message === null ? '' : `: ${message}`}`,
		),
	);
	const missing = [...connection.missing.values()].flat().map(({message}) => errorLine(message));
	const faults = connection.recentFaults
		.slice(-maxFaults)
		.map(({at, message, count}) =>
			field(momentText(at, now), `${count === 1 ? '' : `${count}× `}${message}`),
		);
	return [
		...statusLines(connection, now),
		...adviceLines(connection, state),
		...section('parts that are not live', scopes),
		...section('not listed', missing),
		...section('answers that could not be read (:faults lists all)', faults),
	];
};

const connectionOf = ({connections}: State, {of}: PageView): Connection | undefined =>
	of ? connections.get(of.source) : undefined;

/** How one source is connected, and why it is not. */
export const connectionPage: Page<PageView> = {
	name: 'connection',
	isOfRow: true,
	text(state, view) {
		const connection = connectionOf(state, view);
		return connection ? linesOf(connection, state) : [];
	},
	title: (_state, {of}) => ({of: of ? `source ${of.source}` : null}),
	ticks(state, view) {
		const connection = connectionOf(state, view);
		if (!connection) return [];
		const now = secondOf(state.now);
		const {since, lastEventAt, scopes} = connection;
		const ages = [
			since,
			...(lastEventAt === null ? [] : [lastEventAt]),
			...[...scopes.values()].map(one => one.since),
		];
		return agesTick(
			state.now,
			ages.map(from => nextChangeMs(now - from)),
		);
	},
};
