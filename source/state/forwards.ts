import {countText} from '../model/count-text.js';
import type {FormDialog} from './actions/form.js';
import type {Effect} from './effect.js';
import {type Forward, isForwarding, noTraffic} from './forward.js';
import type {Message} from './message.js';
import {type Next, next} from './next.js';
import {withNotice} from './notice.js';
import {objectOf} from './rows/action-phrase.js';
import type {State} from './state.js';
import {byteCountText} from './text/amount-text.js';

type Forwards = State['forwards'];

// Those that are over are kept to be started again.
const maxForwards = 100;

/** The forwards that are not over. */
export const openForwards = ({forwards}: Pick<State, 'forwards'>): readonly Forward[] =>
	[...forwards.values()].filter(isForwarding);

const isSame = (one: Forward, other: Forward): boolean =>
	one.resource.key === other.resource.key && one.port === other.port && one.localPort === other.localPort;

/** With a new forward, which takes the place of an equal one that is over. */
const withForward = (forwards: Forwards, begun: Forward): Forwards => {
	const kept = [...forwards.values()].filter(each => isForwarding(each) || !isSame(each, begun));
	const spare = kept.length - maxForwards + 1;
	const old = new Set(kept.filter(each => !isForwarding(each)).slice(0, Math.max(0, spare)));
	return new Map([...kept.filter(each => !old.has(each)), begun].map(each => [each.id, each]));
};

const portIn = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** Begins to forward a port of a row, as the input says. */
export const beginForward = (
	state: State,
	{id, resource, action}: Pick<Forward, 'id' | 'resource' | 'action'>,
	{port: asked, localPort: askedHere}: Readonly<Record<string, unknown>>,
	form: FormDialog | null,
): {readonly forwards: Forwards; readonly effect: Effect} => {
	const port = portIn(asked) ?? 0;
	const localPort = portIn(askedHere) ?? port;
	const status = 'starting';
	const begun: Forward = {
		...{id, resource, action, port, localPort, status, form},
		since: state.now,
		traffic: noTraffic,
		error: null,
	};
	return {
		forwards: withForward(state.forwards, begun),
		effect: {type: 'open-forward', id, resource, port, localPort},
	};
};

const withChange = (state: State, id: number, change: Partial<Forward>): State => {
	const forward = state.forwards.get(id);
	if (!forward) return state;
	return {...state, forwards: new Map(state.forwards).set(id, {...forward, ...change})};
};

/** The forward listens. */
export const forwardOpened = (state: State, id: number): State =>
	withChange(state, id, {status: 'open', since: state.now, form: null});

/** The forward could not begin. */
export const forwardFailed = (state: State, id: number, error: string): State =>
	withChange(state, id, {status: 'failed', since: state.now, error, form: null});

const tally = ({traffic: {total, sentBytes, receivedBytes}}: Forward): string =>
	`${countText(total, 'connection')}, ${byteCountText(sentBytes)} sent, ${byteCountText(receivedBytes)} received`;

/** Which ports are forwarded to what, for a person: `127.0.0.1:8080 to deployment shop/web`. Untrusted. */
export const forwardTexts = (state: Pick<State, 'forwards'>): readonly string[] =>
	openForwards(state).map(
		({localPort, resource}) => `127.0.0.1:${localPort} to ${resource.kind} ${resource.name}`,
	);

/** The forwards that fulfil a condition are over; the journal says so. */
export const stopForwards = (
	state: State,
	reason: string,
	which: (forward: Forward) => boolean = () => true,
): Next => {
	const stopped = openForwards(state).filter(which);
	let after = state;
	for (const forward of stopped) {
		after = withChange(after, forward.id, {status: 'stopped', since: state.now});
		const message = `${reason}: ${tally(forward)}`;
		state.journal.open.finish(forward.id, state.now, 'done', message);
	}

	return next(after, ...stopped.map(({id}): Effect => ({type: 'close-forward', id})));
};

/** What went through a port. */
const takeTraffic = (state: State, {id, traffic}: Extract<Message, {type: 'forward'}>): State =>
	withChange(state, id, {traffic});

/** A port that was forwarded is lost. */
const takeBroken = (state: State, {id, error}: Extract<Message, {type: 'forward-broken'}>): State => {
	const forward = state.forwards.get(id);
	if (!forward) return state;
	state.journal.open.finish(id, state.now, 'failed', error);
	const text = `${forward.action.title} of ${objectOf(state, [forward.resource])}: ${error}`;
	return withNotice(forwardFailed(state, id, error), 'error', text);
};

/** Takes news of forwarded ports. */
export const takeForwardNews = (
	state: State,
	news: Extract<Message, {readonly type: 'forward' | 'forward-broken' | 'leaving'}>,
): Next => {
	if (news.type === 'leaving') return stopForwards(state, 'rwatch was quit');
	return next(news.type === 'forward' ? takeTraffic(state, news) : takeBroken(state, news));
};

/** Shows the form again with a local port that is free, unless something else has been opened since. */
export const offerPort = (state: State, form: FormDialog | null, free: number | null, why: string): State => {
	if (!form || state.dialog !== null || state.prompt !== null) return withNotice(state, 'error', why);
	const cursor = Math.max(0, form.fields?.findIndex(({name}) => name === 'localPort') ?? 0);
	const values = {...form.values, ...(free !== null && {localPort: String(free)})};
	const {nextId: request} = state;
	const dialog = {...form, values, cursor, error: why, openedAt: state.now};
	return {...state, nextId: request + 1, dialog};
};
