import {RefusedError, ServerError} from '../../model/errors.ts';
import {answerText} from '../../transport/errors.ts';
import {isMap} from '../wire-map.ts';
import {complaintOf} from './frames.ts';

/** An answer that is an error. `target` is the URL that was asked. */
export type Failure = {
	readonly attempted: string;
	readonly target: string;
	readonly status: number;
	/** JSON, if it is. */
	readonly body: unknown;
	readonly text: string;
	/** What the person can do about refused credentials. */
	readonly keyAdvice: string;
};

/** The error that an answer amounts to, in words. */
export const failureOf = ({attempted, target, status, body, text, keyAdvice}: Failure): Error => {
	const {code, message} = complaintOf(body);
	const answer = message === null ? answerText(status, isMap(body) ? '' : text) : `HTTP ${status} ${message}`;
	if (status === 401) return new RefusedError({attempted, target, answer, advice: keyAdvice});
	const advice = status === 403 ? 'the key lacks the right, or the project is not active' : null;
	return new ServerError({attempted, target, answer, advice}, status, code);
};
