import {takeForm} from './actions/actions.js';
import {openReview} from './actions/review.js';
import {routeAction} from './actions/route-action.js';
import {takeCommandAnswer, takeCommandFailure} from './actions/source-commands.js';
import {bottomHeight} from './bottom-height.js';
import {onTick} from './connections/connection-events.js';
import {askLogins, takeIdentity} from './connections/login.js';
import {deliverNews} from './deliver-news.js';
import {pressKey, typeText} from './dispatch.js';
import type {Effect} from './effect.js';
import {followRows, followRowsAfter} from './explain/explain.js';
import {takeForwardNews} from './forwards.js';
import {mergeRows, settleGrid} from './grid/window.js';
import {journalEffects, takeJournal} from './journal-page.js';
import type {Message} from './message.js';
import {takeMouse} from './mouse.js';
import {type Next, next} from './next.js';
import {expireNotice, withNotice} from './notice.js';
import {followMembers} from './pages/open-logs.js';
import {clockOf} from './past/clock.js';
import {isOfPresent} from './past/is-of-present.js';
import {inPresent, presentState, withoutRequests} from './past/present.js';
import {takePastMessage} from './past/take-past.js';
import {completeAgain} from './prompt/prompt.js';
import {rememberDurations} from './remembered/learned-durations.js';
import {isBlind} from './seen.js';
import {takeEvents, takeSource} from './sources.js';
import type {State} from './state.js';
import {takeAnswer} from './take-answer.js';
import {isShown} from './view-stack.js';
import {takeVisit} from './visits/take-visit.js';
import {kindsInView, measuredInView, measuredSeldom} from './wanted-view.js';
import {takeWebAddress} from './web-address.js';
import {beforeMessage, sayAway} from './while-away.js';

const at = (state: State, now: number): State => {
	if (now <= clockOf(state)) return state;
	const {past} = state;
	return past ? {...state, past: {...past, present: {...past.present, now}}} : {...state, now};
};

// A message that changes nothing but the time must not cost a frame.
const unlessNothing = (state: State, run: (present: State) => Next, now: number): Next => {
	const present = at(state, now);
	const result = run(present);
	return result.state === present && result.effects.length === 0 ? next(state) : result;
};

const tick = (state: State, now: number): State => {
	const present = at(state, now);
	present.resources.expire(now);
	present.watching.expire(now);
	const connections = new Map([...present.connections].map(([name, one]) => [name, onTick(one, now)]));
	const same = [...connections].every(([name, one]) => present.connections.get(name) === one);
	return expireNotice(same ? present : {...present, connections});
};

const route = (state: State, message: Message): Next => {
	switch (message.type) {
		case 'events':
			return message.events.length === 0
				? next(state)
				: followMembers(completeAgain(takeEvents(state, message.events)));
		case 'source':
			return next(takeSource(state, message));
		case 'tick':
			return followRows(tick(state, message.now));
		case 'resize':
			return next(resize(state, message));
		case 'key':
			return unlessNothing(state, present => pressKey(present, message), message.at);
		case 'wheel':
		case 'click':
			return unlessNothing(state, present => takeMouse(present, message), message.at);
		case 'paste':
			return next(isBlind(state, null) ? state : typeText(state, message.text));
		case 'focus':
		case 'resumed':
			return next(message.type === 'resumed' && state.suspended ? {...state, suspended: false} : state);
		case 'web-address':
			return takeWebAddress(at(state, message.at), message);
		case 'form':
			return unlessNothing(state, present => takeForm(present, message), message.at);
		case 'object':
		case 'findings':
		case 'evidence':
		case 'gathered':
		case 'log':
		case 'stats':
			return takeAnswer(state, message);
		case 'command-accepted':
			return takeCommandAnswer(at(state, message.at), message);
		case 'command-failed':
			return next(takeCommandFailure(at(state, message.at), message));
		case 'identity':
			return next(takeIdentity(at(state, message.at), message));
		case 'journal':
			return next(takeJournal(state, message));
		case 'forward':
		case 'forward-broken':
		case 'leaving':
			return takeForwardNews(message.type === 'forward' ? state : at(state, message.at), message);
		case 'action-accepted':
		case 'action-failed':
		case 'edited':
		case 'revealed':
		case 'port-taken':
		case 'shell-line':
		case 'line-ended':
			return routeAction(at(state, message.at), message);
		case 'past':
		case 'played':
			return followRowsAfter(takePastMessage(at(state, message.at), message));
		case 'notice':
			return next(withNotice(at(state, message.at), message.level, message.text));
	}
};

const resize = (state: State, {columns, rows}: State['size']): State =>
	columns === state.size.columns && rows === state.size.rows
		? state
		: settleGrid({...state, size: {columns, rows}});

// More or fewer lines at the bottom leave the grid less or more room.
const withRoom = (before: State, after: State): State =>
	bottomHeight(before) === bottomHeight(after) ? after : settleGrid(after);

const awaited = ({dialog}: State): number | null =>
	dialog?.type === 'form' && dialog.fields === null ? dialog.request : null;

// A form that is left, in whatever way, before its inputs came: their request is aborted.
const forsaken = (before: State, after: State): readonly Effect[] => {
	const id = awaited(before);
	const isAnswered = after.dialog?.type === 'form' && after.dialog.request === id;
	return id === null || before === after || isAnswered ? [] : [{type: 'abort', id}];
};

const sameKinds = (left: readonly string[], right: readonly string[]): boolean =>
	left.length === right.length && left.every((kind, index) => kind === right[index]);

/** Has the sources follow and measure what is wanted by now: what is waited for changes in place. */
const ask = (state: State, message: Message): Next => {
	const present = presentState(state);
	const shown = kindsInView(present);
	const measured = measuredInView(present);
	// A source that has just reported its kinds does not know yet which of them are shown.
	const isNews = message.type === 'events' && message.events.some(event => event.type === 'kinds');
	const isShown = sameKinds(shown, state.asked.shown) && !(isNews && shown.length > 0);
	const seldom = measuredSeldom(present, measured);
	const isMeasured = sameKinds(measured, state.asked.measured) && sameKinds(seldom, state.asked.seldom);
	if (isShown && isMeasured) return next(state);
	return next(
		{...state, asked: {shown, measured, seldom}},
		...(isShown ? [] : [{type: 'show' as const, kinds: shown}]),
		...(isMeasured ? [] : [{type: 'measure' as const, kinds: measured, seldom}]),
	);
};

/** What follows from a message that was handled: it is about now, whatever is shown. */
const follow = (
	before: State,
	handled: State,
	message: Message,
	wanted: readonly Effect[],
	absence: ReturnType<typeof beforeMessage>,
): Next => {
	const routed = sayAway(before, openReview(handled), message, absence);
	const visited = takeVisit(before, routed, wanted);
	const delivered = deliverNews(visited.state);
	const logged = askLogins(before, delivered.state, isShown(delivered.state, 'whoami'));
	const learned = rememberDurations(logged.state, wanted);
	return next(learned.state, ...visited.effects, ...delivered.effects, ...logged.effects, ...learned.effects);
};

const updateShown = (before: State, message: Message): Next => {
	const present = presentState(before);
	const absence = beforeMessage(present, message);
	const {state: routed, effects: asked} = route(before, message);
	const wanted = before.past || routed.past ? withoutRequests(asked) : asked;
	const followed = inPresent(routed, handled => follow(present, handled, message, wanted, absence));
	const effects = [
		...journalEffects(followed.state),
		...wanted,
		...followed.effects,
		...(message.type === 'form' ? [] : forsaken(before, routed)),
	];
	// The cost of a merge grows with the number of rows.
	const settled = withRoom(before, followed.state);
	const state = message.type === 'events' && message.more ? settled : mergeRows(settled);
	// Whoever comes back wants to see what is current.
	if (state === before && absence === null) return {state, effects};
	const asking = ask(state, message);
	return next(asking.state, ...effects, ...asking.effects);
};

/**
 * The reducer: the next state, and the effects to perform. Returns the same state if nothing changed. `resources`,
 * `index`, `changes` and log buffers change in place: do not keep an old state.
 */
export const update = (before: State, message: Message): Next =>
	isOfPresent(before, message)
		? inPresent(before, present => updateShown(present, message))
		: updateShown(before, message);
