import {parseDuration} from '../../model/duration.js';

/** What `timeOf` takes, for messages. */
export const timeForm = 'how long ago, such as 10m, or a time of the day, such as 14:05 or 14:05:10';

/** A time as it is typed: how long before `until`, or the last such time of the day in the local zone; null for others. */
export const timeOf = (text: string, until: number): number | null => {
	const [, hours, minutes, seconds = '0'] = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(text) ?? [];
	if (hours === undefined) {
		const agoMs = parseDuration(text);
		return agoMs === null ? null : until - agoMs;
	}

	const fields = [Number(hours), Number(minutes), Number(seconds)] as const;
	if (fields[0] > 23 || fields[1] > 59 || fields[2] > 59) return null;
	const date = new Date(until);
	date.setHours(...fields, 0);
	if (date.getTime() > until) date.setDate(date.getDate() - 1);
	return date.getTime();
};
