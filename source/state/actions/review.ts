import {structuredPatch} from 'diff';
import {printable} from '../../model/printable.js';
import {layoutOf} from '../layout.js';
import type {Message} from '../message.js';
import {type Next, next, type Step} from '../next.js';
import type {State, Steps} from '../state.js';
import {wrapped, wrappedWords} from '../text/wrap.js';
import type {Dialog} from './dialogs.js';

type Review = Extract<Dialog, {type: 'review'}>;

/** Unchanged lines around each change. */
const context = 3;

// A diff of texts that have nothing in common costs the square of their length.
const maxEdits = 1500;

/** How one text becomes the other, as lines of a patch. */
export const changeLines = (before: string, after: string): readonly string[] => {
	if (before === after) return ['(what was changed is not shown: it may be secret)'];
	const patch = structuredPatch('', '', before, after, '', '', {context, maxEditLength: maxEdits});
	if (patch === undefined) return ['(the change is too large to be shown)'];
	return patch.hunks.flatMap(({oldStart, lines}) => [
		`@ line ${oldStart}`,
		...lines.filter(line => !line.startsWith('\\')),
	]);
};

/** Cells inside the frame of the question. */
export const reviewWidth = ({size}: Pick<State, 'size'>): number =>
	Math.max(16, Math.min(120, size.columns - 6));

/** A line of the question, with the first sign of the line that it is a part of. */
type ReviewLine = {readonly sign: string; readonly text: string};

/** The lines of the question: what is to be known, then the change; each as wide as the frame at most. */
export const reviewLines = (state: State, {notes, lines}: Review): readonly ReviewLine[] => {
	const width = reviewWidth(state);
	return [
		...notes.flatMap(note => wrappedWords(printable(note), width).map(text => ({sign: '!', text}))),
		...lines.flatMap(line => {
			const sign = line.charAt(0);
			return wrapped(printable(line), width).map(text => ({sign, text}));
		}),
	];
};

/** How many of the lines fit above the answers. */
export const reviewHeight = (state: State): number => Math.max(1, layoutOf(state).body - 4);

/** Takes the question about an edited object, unless its action is over. */
export const takeEdited = (state: State, {id, review}: Extract<Message, {type: 'edited'}>): State => {
	const sent = state.inFlight.get(id);
	if (!sent) return state;
	const {before, after, notes} = review;
	const lines = changeLines(before, after);
	const {now: openedAt, reviews} = state;
	const {resource} = sent;
	const asked: Review = {type: 'review', id, resource, notes, lines, yes: false, top: 0, openedAt};
	return {...state, reviews: [...reviews, asked]};
};

/** Opens the next question about an edited object where nothing else is open: none takes the place of another, or of a form. */
export const openReview = (state: State): State => {
	if (state.reviews.length === 0 || state.dialog !== null || state.prompt !== null) return state;
	const [first, ...reviews] = state.reviews.filter(({id}) => state.inFlight.has(id));
	return {...state, reviews, dialog: first ? {...first, openedAt: state.now} : null};
};

const onReview =
	(run: (state: State, dialog: Review) => Next): Step =>
	state =>
		state.dialog?.type === 'review' ? run(state, state.dialog) : next(state);

const answer = (how: 'send' | 'edit' | 'drop'): Step =>
	onReview((state, {id}) => next({...state, dialog: null}, {type: 'answer-edit', id, answer: how}));

const scroll = (distance: (height: number) => number): Step =>
	onReview((state, dialog) => {
		const height = reviewHeight(state);
		const last = Math.max(0, reviewLines(state, dialog).length - height);
		const top = Math.max(0, Math.min(dialog.top + distance(height), last));
		return next(top === dialog.top ? state : {...state, dialog: {...dialog, top}});
	});

/** What keys do in the question before an edited object is sent. */
export const reviewSteps: Steps = {
	up: scroll(() => -1),
	down: scroll(() => 1),
	'page-up': scroll(height => -height),
	'page-down': scroll(height => height),
	yes: answer('send'),
	no: answer('drop'),
	cancel: answer('drop'),
	'edit-again': answer('edit'),
	switch: onReview((state, dialog) => next({...state, dialog: {...dialog, yes: !dialog.yes}})),
	accept: onReview((state, dialog) => answer(dialog.yes ? 'send' : 'drop')(state)),
};
