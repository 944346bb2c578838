import type {Effect} from './effect.js';
import {keyHint} from './keys/keymap.js';
import {type Next, next} from './next.js';
import {withNotice} from './notice.js';
import {pageName} from './page.js';
import type {Notice, State} from './state.js';
import {type Answer, answerText, wholeAnswerText} from './watching/answer.js';
import type {News} from './watching/watching.js';

const levelOf = ({type, resource}: Answer): Notice['level'] =>
	type === 'met' && resource.health !== 'error' ? 'info' : 'warning';

// First, because the end of a long text is cut.
const moreText = (more: number): string => (more > 0 ? `${more + 1} at once, the first: ` : '');

const newsKey = ({keymap}: State): string =>
	keyHint(keymap, 'go-to-news', 'grid', key => ` (${key} goes there)`);

const effectsOf = (more: number, {row, answer, means}: News): readonly Effect[] => {
	const {bell, notify, run} = means;
	const text = `${moreText(more)}${wholeAnswerText(answer)}`;
	const {condition: when} = answer;
	return [
		...(bell || notify ? [{type: 'call' as const, text, bell, notify}] : []),
		...(run.length > 0 ? [{type: 'run-alert' as const, alert: {when, run}, row, more}] : []),
	];
};

/** Delivers the answer that is due, and shows what has changed about what is waited for. */
export const deliverNews = (before: State): Next => {
	const {watching, views, now} = before;
	const view = views.at(-1);
	if (view && pageName(view) === 'watching') watching.see(null);
	const {revision} = watching;
	const state = before.watchingRevision === revision ? before : {...before, watchingRevision: revision};
	const delivery = watching.deliver(now);
	if (!delivery) return next(state);
	const {item, more} = delivery;
	const text = `${moreText(more)}${answerText(item.answer)}${newsKey(state)}`;
	// Bad news that is just shown says more, such as why a source refuses; the header counts the answers.
	const {level = 'info', at = 0} = state.notice ?? {};
	const isBad = level !== 'info' && now - at < 1000;
	const noticed = isBad ? state : withNotice(state, levelOf(item.answer), text);
	return next(noticed, ...effectsOf(more, item));
};

/** The title of the terminal's window: what nobody has looked at yet; null for the title that it had. Untrusted. */
export const windowTitle = ({watching: {answers, unseen}}: State): string | null => {
	const newest = unseen === 0 ? undefined : answers.find(({isSeen}) => !isSeen);
	return newest ? `${unseen > 1 ? `(${unseen}) ` : ''}${answerText(newest)} - rwatch` : null;
};
