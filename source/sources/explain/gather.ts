import {reasonOf} from '../../model/errors.js';
import type {Evidence} from '../../model/explanation.js';
import type {Resource} from '../../model/resource.js';
import {titleOf} from './finding.js';

/** More answers than these are asked for by nobody. */
export const maxAnswers = 10;

/** How an answer about a row is named: `its events` for the row that is explained, else `events of pod shop/web-1`. */
export const answerTitle = (what: string, row: Resource, subject: Resource): string =>
	row.key === subject.key ? `its ${what}` : `${what} of ${titleOf(row)}`;

/** One thing to be asked of the server. */
export type Question = Pick<Evidence, 'title' | 'about' | 'what'> & {
	/** Rejects with an error made for people. */
	readonly ask: (signal: AbortSignal) => Promise<unknown>;
};

/**
 * Asks so many of the questions at once, and emits each answer as it comes, or why there is none. Resolves to all of them;
 * never rejects.
 */
export const askAll = async (
	questions: readonly Question[],
	max: number,
	emit: (evidence: Evidence) => void,
	signal: AbortSignal,
): Promise<readonly Evidence[]> => {
	const askOne = async ({ask, ...question}: Question): Promise<Evidence> => {
		let answer: unknown = null;
		let error: string | null = null;
		try {
			answer = await ask(signal);
		} catch (thrown) {
			error = reasonOf(thrown);
		}

		const evidence = {...question, at: Date.now(), answer, error};
		if (!signal.aborted) emit(evidence);
		return evidence;
	};

	return Promise.all(questions.slice(0, Math.max(0, max)).map(askOne));
};
