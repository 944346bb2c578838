import {type ProtocolError, RefusedError, ServerError} from '../../../model/errors.js';
import {isObject} from '../../../model/json-object.js';
import {answerText} from '../../../transport/errors.js';
import {type Complaint, complaintIn, type ErrorShape} from '../../requests/complaint.js';
import {type JsonAnswer, missingJson} from '../../requests/missing-json.js';

/** An answer that is an error. `target` is the URL that was asked. */
type Failure = {
	readonly attempted: string;
	readonly target: string;
	readonly status: number;
	/** JSON, if it is. */
	readonly body: unknown;
	readonly text: string;
	/** What the person can do about refused credentials. */
	readonly keyAdvice: string;
};

// A validation error may hold its whole sentence in `fieldName`, with `message` null (cattle ValidationErrorImpl.java).
const shapes: readonly ErrorShape[] = [{code: ['code'], words: ['code', 'fieldName', 'message', 'detail']}];

/** What an error body says; nothing where it is no JSON object. */
export const complaintOf = (body: unknown): Complaint =>
	isObject(body) ? complaintIn(body, shapes) : {code: '', message: ''};

/** The error that an answer amounts to, in words. */
export const failureOf = ({attempted, target, status, body, text, keyAdvice}: Failure): Error => {
	const {code, message} = complaintOf(body);
	const answer =
		message === '' ? answerText(status, isObject(body) ? '' : text) : `HTTP ${status} ${message}`;
	if (status === 401) return new RefusedError({attempted, target, answer, advice: keyAdvice});
	const advice = status === 403 ? 'the key lacks the right, or the project is not active' : null;
	return new ServerError({attempted, target, answer, advice}, status, code);
};

/** The error that an answer with a good status and without a JSON object in it amounts to. */
export const notJson = (attempted: string, target: string, answer: JsonAnswer): ProtocolError =>
	missingJson(attempted, target, answer, 'a Rancher 1 server');
