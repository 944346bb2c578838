import type {SourceEvent} from '../model/source.js';
import {applyEvent} from './apply-event.js';
import {recallScopes} from './choose-scope.js';
import type {Connection} from './connections/connection.js';
import {connect, enable} from './connections/connection.js';
import {EventCount} from './connections/event-count.js';
import {stopForwards} from './forwards.js';
import {resetGrid} from './grid/window.js';
import type {Members} from './logs/members.js';
import type {Message} from './message.js';
import {type Next, next} from './next.js';
import {withNotice} from './notice.js';
import {followMembers} from './pages/open-logs.js';
import {mergeKinds} from './rows/kinds.js';
import {withSettingsDoubts} from './settings-doubts.js';
import type {Notice, State} from './state.js';
import {durationText} from './text/time-text.js';
import {resolveGrids} from './wanted-view.js';

/** Adds a source that was opened. */
export const takeSource = (state: State, message: Extract<Message, {type: 'source'}>): State =>
	resetGrid(
		recallScopes({
			...state,
			connections: new Map(state.connections).set(message.source, connect(message)),
		}),
	);

/** Turns the source at a position in the list on or off. */
export const toggleSource = (state: State, place: number): Next => {
	const connection = [...state.connections.values()][place];
	if (!connection) return next(state);
	const {source, enabled} = connection;
	const connections = new Map(state.connections).set(source, enable(connection, !enabled, state.now));
	if (enabled) {
		state.resources.removeSource(source);
		for (const members of followedIn(state)) members.lose(source);
		state.journal.open.lose(source, state.now);
		state.watching.forget(source);
	}

	const text = `${source} is turned ${enabled ? 'off' : 'on'}`;
	const {state: stopped, effects} = enabled
		? stopForwards(state, `${source} was turned off`, ({resource}) => resource.source === source)
		: next(state);
	const {state: left, effects: leaving} = followMembers(stopped);
	return next(withNotice({...left, connections}, 'info', text), ...effects, ...leaving, {
		type: 'enable-source',
		source,
		enabled: !enabled,
	});
};

/** Who writes to the open logs. */
const followedIn = ({views}: State): readonly Members[] =>
	views.flatMap(view => (view.type === 'logs' ? [view.members] : []));

type News = Pick<Notice, 'level' | 'text'>;

// What deserves a notice; the rest is in the header and the list of changes.
const newsOf = (event: SourceEvent, before: Connection): News | null => {
	if (event.type === 'gap') {
		if (event.again) return null;
		const text = `${event.source}: ${durationText(event.to - event.from)} of changes may have been missed; all is listed again`;
		return {level: 'warning', text};
	}

	if (event.type !== 'status' || (event.status !== 'refused' && event.status !== 'failed')) return null;
	const known = event.scope === '' ? before : before.scopes.get(event.scope);
	if (known?.status === event.status) return null;
	const where = event.scope === '' ? event.source : `${event.source} (${event.scope})`;
	return {level: 'error', text: `${where} ${event.status}: ${event.message ?? 'no reason given'}`};
};

/** Not before a source is live are all its kinds known. */
const isFirstLive = (event: SourceEvent, {wasLive}: Connection): boolean =>
	event.type === 'status' && event.scope === '' && event.status === 'live' && !wasLive;

/** Applies the events since the last frame: constant work for each, and one pass over the grid. */
export const takeEvents = (state: State, events: readonly SourceEvent[]): State => {
	const connections = new Map(state.connections);
	const count = new EventCount(connections);
	const followed = followedIn(state);
	let {now} = state;
	let news: News | null = null;
	const unmeasured: string[] = [];
	let hasNewKinds = false;
	let mayBeListed = false;
	for (const event of events) {
		const connection = connections.get(event.source);
		if (!connection?.enabled) continue;
		now = Math.max(now, event.at);
		const changes = applyEvent(state, count, event);
		for (const change of changes)
			for (const members of followed) members.observe(change.resource, change.type === 'removed');
		state.tape.add(event, changes);
		state.journal.open.observe(event, changes, state.resources);
		state.watching.take(event, changes);
		if (event.type === 'changed' || event.type === 'removed' || event.type === 'measured') continue;
		if (event.type === 'unmeasured') unmeasured.push(`${event.source}: ${event.message}`);
		const found = newsOf(event, connection);
		// A warning must not replace an error of the same frame.
		if (found && (news?.level !== 'error' || found.level === 'error')) news = found;
		if (event.type === 'kinds' || isFirstLive(event, connection)) hasNewKinds = true;
		if (event.type === 'status' || event.type === 'listed') mayBeListed = true;
	}

	count.settle();
	// Each has words of its own.
	if (unmeasured.length > 0) news ??= {level: 'warning', text: [...new Set(unmeasured)].join('; ')};
	const taken = {...state, connections, now};
	const shown = hasNewKinds ? withKinds(taken) : taken;
	const noticed = news ? withNotice(shown, news.level, news.text) : shown;
	return mayBeListed ? withSettingsDoubts(state, noticed) : noticed;
};

const withKinds = (state: State): State => {
	const kinds = mergeKinds([...state.connections].map(([source, {kinds: own}]) => [source, own]));
	state.watching.takeKinds(kinds, () => state.resources.rows());
	return resetGrid(resolveGrids({...state, kinds}));
};
