/** Tells whether a text holds what was searched for. */
export type TextMatch = (text: string) => boolean;

const delimited = /^\/(.+)\/$/s;

/** Whether what was typed is meant as a regular expression: `/…/`, or with signs that plain words lack. */
export const looksLikePattern = (text: string): boolean =>
	delimited.test(text) || /[\\^$*+?()[\]{}|]/.test(text);

/**
 * Makes `web.*` or `/web.+/` into a regular expression that ignores case, in which `^` and `$` are the ends of a line
 * and `.` is anything; or says what is wrong with it.
 */
export const parsePattern = (text: string): RegExp | {readonly error: string} => {
	const source = delimited.exec(text)?.[1] ?? text;
	try {
		return new RegExp(source, 'ims');
	} catch (error) {
		const reason = (error instanceof Error ? error.message : String(error)).split(': ').at(-1);
		return {error: `no regular expression (${reason?.toLowerCase()}); quote it`};
	}
};

/** A regular expression for every place of what was typed into a search; null for a broken one. */
export const placesOf = (text: string): RegExp | null => {
	const quoted = /^"(.+)"$/s.exec(text)?.[1];
	if (quoted !== undefined || !looksLikePattern(text))
		return new RegExp((quoted ?? text).replace(/[\\^$*+?.()|[\]{}]/g, '\\$&'), 'gi');
	const pattern = parsePattern(text);
	return pattern instanceof RegExp ? new RegExp(pattern.source, `${pattern.flags}g`) : null;
};

/**
 * Makes what was typed into a search: plain text anywhere, ignoring case, or a regular expression, ignoring case,
 * where it looks like one; `"…"` is always plain. Says what is wrong with a broken expression.
 */
export const parseTextMatch = (text: string): TextMatch | {readonly error: string} => {
	const quoted = /^"(.+)"$/s.exec(text)?.[1];
	if (quoted === undefined && looksLikePattern(text)) {
		const pattern = parsePattern(text);
		return pattern instanceof RegExp ? candidate => pattern.test(candidate) : pattern;
	}

	const needle = (quoted ?? text).toLowerCase();
	return candidate => candidate.toLowerCase().includes(needle);
};
