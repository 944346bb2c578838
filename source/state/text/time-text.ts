const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;

/** The unit for a duration. One unit only, so that an idle screen seldom changes. */
const unitOf = (durationMs: number): {readonly ms: number; readonly sign: string} => {
	if (durationMs < minute) return {ms: second, sign: 's'};
	if (durationMs < hour) return {ms: minute, sign: 'm'};
	if (durationMs < 2 * day) return {ms: hour, sign: 'h'};
	if (durationMs < 2 * year) return {ms: day, sign: 'd'};
	return {ms: year, sign: 'y'};
};

/**
 * A time rounded down to the second. Ages on the screen are relative to this, so that they change together, in at most one
 * frame a second, and a change of one row does not change the age of another.
 */
export const secondOf = (at: number): number => Math.floor(at / second) * second;

/** A duration in one coarse unit, as columns show it: `12s`, `3m`, `2h`, `5d`, `2y`. Negative ones are `0s`. */
export const durationText = (durationMs: number): string => {
	const unit = unitOf(durationMs);
	return `${Math.floor(Math.max(0, durationMs) / unit.ms)}${unit.sign}`;
};

/** How long until a time, rounded up so that it reads `1s` to the end: `4s`; null once it has come, or for null. */
export const countdownText = (until: number | null, now: number): string | null =>
	until === null || until <= now ? null : durationText(Math.ceil((until - now) / second) * second);

/** Milliseconds until `durationText` of a growing duration changes; at least 1. */
export const nextChangeMs = (durationMs: number): number => {
	if (durationMs < 0) return second - durationMs;
	const unit = unitOf(durationMs).ms;
	return unit - (durationMs % unit);
};

const padded = (count: number): string => String(Math.floor(count)).padStart(2, '0');

/** A duration in two units, for timelines: `850ms`, `12.3s`, `4m12s`, `1h05m`, `2d03h`. */
export const exactDurationText = (durationMs: number): string => {
	const ms = Math.max(0, Math.floor(durationMs));
	if (ms < second) return `${ms}ms`;
	if (ms < minute) return `${Math.floor(ms / 100) / 10}s`;
	if (ms < hour) return `${Math.floor(ms / minute)}m${padded((ms % minute) / second)}s`;
	if (ms < day) return `${Math.floor(ms / hour)}h${padded((ms % hour) / minute)}m`;
	return `${Math.floor(ms / day)}d${padded((ms % day) / hour)}h`;
};

// The limit of Date; a server may send any number.
const farthest = 8.64e15;

const dateText = (date: Date): string =>
	`${date.getFullYear()}-${padded(date.getMonth() + 1)}-${padded(date.getDate())}`;

/** Whether a time is on another day than `now` in the local time zone, so that its date must be shown. */
export const isOtherDay = (at: number, now: number): boolean =>
	Math.abs(at) <= farthest && dateText(new Date(at)) !== dateText(new Date(now));

/** A time in the local time zone, `03:04:05` or `2026-01-02 03:04:05`; numbers out of the range of dates stay numbers. */
export const localTimeText = (at: number, withDate: boolean): string => {
	if (!(Math.abs(at) <= farthest)) return String(at);
	const date = new Date(at);
	const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(padded).join(':');
	return withDate ? `${dateText(date)} ${clock}` : clock;
};

/** As `localTimeText`, with the date if the day is not that of `now`. */
export const momentText = (at: number, now: number): string => localTimeText(at, isOtherDay(at, now));
