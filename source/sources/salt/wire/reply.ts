import {asObject, asText} from '../../requests/json-values.js';
import type {Low} from './low.js';

/** The value of a wheel call, or null where it failed in band (HTTP 200 with `success: false`). */
export const wheelReturn = (reply: unknown): unknown => {
	const data = asObject(asObject(reply).data);
	return data.success === false ? null : (data.return ?? null);
};

/** A function that throws answers with its traceback and HTTP 200: a runner in place of its value. */
export const troubleIn = ({client}: Low, value: unknown): string | null => {
	if (client === 'runner') return asText(value);
	const {success, return: answer} = asObject(asObject(value).data);
	return success === false ? (asText(answer) ?? 'failed') : null;
};

/** Whether a wheel call was answered by a master since 3008 (test/fixtures/salt/found/06-wheel-events-3008.sse). */
export const isSince3008 = (reply: unknown): boolean => {
	const {data} = asObject(reply);
	return data !== undefined && !('_stamp' in asObject(data));
};
