import {printable} from '../../model/printable.js';
import type {Resource} from '../../model/resource.js';
import {type Next, next} from '../next.js';
import {clockOf} from '../past/clock.js';
import type {Asking} from '../policy/policy.js';
import {objectOf} from '../rows/action-phrase.js';
import type {State} from '../state.js';
import {type Edit, edits, insert} from '../text/text-edit.js';
import {isTooEarly} from './confirm.js';
import type {Dialog, Phrase} from './dialogs.js';

/** A question that a name may have to be typed for. */
type Question = Extract<Dialog, {readonly phrase: Phrase | null}>;

/** A name to be typed, as it is shown. */
export const phraseOf = (name: string): Phrase => ({
	wanted: printable(name).trim(),
	typed: '',
	isWrong: false,
});

/** What must be typed for these rows: the name of one, `12 pods` of several; null where yes or no will do. */
export const phraseFor = (state: State, asking: Asking, targets: readonly Resource[]): Phrase | null =>
	asking === 'name' ? phraseOf(objectOf(state, targets)) : null;

/** The question that a name is being typed for, or null. */
export const phrasedQuestion = ({dialog}: Pick<State, 'dialog'>): (Question & {phrase: Phrase}) | null =>
	dialog !== null && 'phrase' in dialog && dialog.phrase !== null ? {...dialog, phrase: dialog.phrase} : null;

const withTyped = (state: State, question: Question & {phrase: Phrase}, typed: string): State => ({
	...state,
	dialog: {...question, phrase: {...question.phrase, typed, isWrong: false}},
});

/** Types into the answer of a question, unless it opened just now. */
export const typePhrase = (state: State, text: string): State => {
	const question = phrasedQuestion(state);
	if (!question || isTooEarly(question, clockOf(state))) return state;
	const {typed} = question.phrase;
	return withTyped(state, question, insert({text: typed, caret: typed.length}, text).text);
};

/** Edits the answer, whose caret is always at its end. */
export const editPhrase =
	(edit: Edit) =>
	(state: State): Next => {
		const question = phrasedQuestion(state);
		if (!question) return next(state);
		const {typed} = question.phrase;
		return next(withTyped(state, question, edits[edit]({text: typed, caret: typed.length}).text));
	};

/** Whether what was typed is what must be; marks it as wrong if not. */
export const checkPhrase = (state: State): {readonly isRight: boolean; readonly state: State} => {
	const question = phrasedQuestion(state);
	if (!question) return {isRight: false, state};
	const {wanted, typed} = question.phrase;
	const isRight = typed.trim() === wanted;
	return {
		isRight,
		state: isRight ? state : {...state, dialog: {...question, phrase: {...question.phrase, isWrong: true}}},
	};
};
