import {ProtocolError} from '../../model/errors.js';
import type {HttpResponse} from '../../transport/http.js';

/** A good answer in which the JSON that was asked for is missing. */
export type JsonAnswer = Pick<HttpResponse, 'status' | 'headers' | 'text'>;

/** True for an answer that says of itself that it is JSON of the API, whatever stands in it. */
export const isMeantAsJson = ({headers}: Pick<JsonAnswer, 'headers'>): boolean =>
	headers['x-api-schemas'] !== undefined || /\bjson\b/.test(headers['content-type'] ?? '');

/**
 * The error that a good answer without JSON amounts to: a part of it is missing, or it is a page of a proxy in front of the
 * server, or of another server.
 *
 * @param server what the URL should be of: `a Rancher 2 server`
 */
export const missingJson = (
	attempted: string,
	target: string,
	answer: JsonAnswer,
	server: string,
): ProtocolError => {
	const {status, text} = answer;
	if (!isMeantAsJson(answer))
		return new ProtocolError({
			attempted,
			target,
			answer: `HTTP ${status} with a page instead of JSON`,
			advice: `check that the URL is that of ${server}, and that no login page is in front of it`,
		});
	// One that was read in parts has no text.
	const length = text === '' ? '' : ` (${text.length} characters)`;
	return new ProtocolError({
		attempted,
		target,
		answer: `HTTP ${status} with incomplete JSON${length}`,
		advice: 'look for a proxy that cuts answers off',
	});
};
