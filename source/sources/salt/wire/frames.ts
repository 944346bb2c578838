import {type Instant, parseInstant} from '../../../model/instant.js';
import {parseJson} from '../../../model/json.js';
import type {JsonObject} from '../../../model/json-object.js';
import {asList, asObject, asText} from '../../requests/json-values.js';

/** The strings of a list; a lone string counts as a list of one. */
export const asTexts = (value: unknown): readonly string[] =>
	typeof value === 'string' ? [value] : asList(value).filter(item => typeof item === 'string');

/** The number that stands in these places of a text; not a number where there are other characters, or for more than `max`. */
const digits = (text: string, from: number, to: number, max: number): number => {
	let number = 0;
	for (let at = from; at < to; at++) {
		const digit = text.charCodeAt(at) - 48;
		number = digit >= 0 && digit <= 9 ? number * 10 + digit : Number.NaN;
	}

	return number <= max ? number : Number.NaN;
};

/**
 * A stamp as Salt writes nearly all of them, `2026-11-20T10:00:00.123456`, with `+00:00` since 3008: each event has one.
 * Else not a number.
 */
const plainStamp = (stamp: string): number => {
	const isPlain =
		(stamp.length === 26 || (stamp.length === 32 && stamp.endsWith('+00:00'))) &&
		stamp[4] === '-' &&
		stamp[7] === '-' &&
		stamp[10] === 'T' &&
		stamp[13] === ':' &&
		stamp[16] === ':' &&
		stamp[19] === '.';
	if (!isPlain) return Number.NaN;
	// Zero is neither a month nor a day; `Date.UTC` would count backwards from there.
	return Date.UTC(
		digits(stamp, 0, 4, 9999),
		(digits(stamp, 5, 7, 12) || Number.NaN) - 1,
		digits(stamp, 8, 10, 31) || Number.NaN,
		digits(stamp, 11, 13, 23),
		digits(stamp, 14, 16, 59),
		digits(stamp, 17, 19, 59),
		Math.floor(digits(stamp, 20, 26, 999_999) / 1000),
	);
};

/** Epoch milliseconds of a `_stamp`, which is UTC without saying so (salt/utils/event.py); null for anything else. */
export const stampOf = (value: unknown): number | null => {
	const stamp = asText(value);
	if (stamp === null) return null;
	const plain = plainStamp(stamp);
	if (!Number.isNaN(plain)) return plain;
	const time = Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(stamp) ? stamp : `${stamp}Z`);
	return Number.isNaN(time) ? null : time;
};

/**
 * The instant of a `_stamp`, to the microsecond: UTC, which only 3008 says
 * (test/fixtures/salt/found/06-wheel-events-3008.sse). Null where it is none.
 */
export const timeOf = (value: unknown): Instant | null => {
	const stamp = asText(value);
	if (stamp === null) return null;
	return parseInstant(/[zZ]|[+-]\d\d:?\d\d$/.test(stamp) ? stamp : `${stamp}Z`);
};

/** True for a job id: 20 digits, and `_<pid>` with `unique_jid` (salt/utils/jid.py). */
export const isJid = (word: string): boolean => /^\d{20}(?:_\d+)?$/.test(word);

/** Epoch milliseconds in a job id, which is a UTC time, `YYYYMMDDhhmmssffffff`; null for anything else. */
export const jidTime = (jid: string): number | null => {
	const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})/.exec(jid);
	if (parts === null) return null;
	const [year, month, day, hour, minute, second, milli] = parts.slice(1).map(Number);
	return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second, milli);
};

/** One event of Salt's bus as it came. */
export type BusEvent = {
	readonly tag: string;
	/** Payload: what the sender fired, without the envelope that minions put around it. */
	readonly payload: unknown;
	/** The envelope, which is the payload itself for what the master fired. */
	readonly data: JsonObject;
	/** When the master fired it, epoch milliseconds by its clock. */
	readonly stamp: number | null;
	/** Characters of its JSON. */
	readonly length: number;
};

// Longer than any tag that holds a job id and the id of a minion.
const maxTag = 2048;

// Rows are made of texts only. One that is not well-formed would name another minion in a command.
const isBroken = (id: unknown): boolean =>
	typeof id === 'string' && (id.length > maxTag || id.includes('\ufffd'));

/**
 * Reads the JSON of one event (`{"data": {…}, "tag": "…"}`). The tag in the JSON is the true one: the `tag:` line of the
 * stream can be forged (salt/netapi/rest_cherrypy/app.py, `Events.GET`). A leading `syndic/<id>/` is removed.
 * Null for anything else, or where the tag or an id is malformed or too long.
 */
export const parseEvent = (text: string): BusEvent | null => {
	const {data: inner, tag} = asObject(parseJson(text));
	if (typeof tag !== 'string') return null;
	const data = asObject(inner);
	if (isBroken(tag) || isBroken(data.id) || isBroken(data.jid)) return null;
	const wrapped = data.cmd === '_minion_event' && 'data' in data;
	return {
		tag: tag.startsWith('syndic/') ? tag.replace(/^syndic\/[^/]+\/(?=.)/, '') : tag,
		payload: wrapped ? data.data : data,
		data,
		stamp: stampOf(data._stamp),
		length: text.length,
	};
};
