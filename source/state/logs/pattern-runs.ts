const delimited = /^\/(.+)\/$/s;

/**
 * Texts that whatever matches a regular expression has, in their order, as far as they are seen without taking it apart;
 * null for one with groups, alternatives or codes.
 */
export const runsOf = (typed: string): readonly string[] | null => {
	const source = delimited.exec(typed)?.[1] ?? typed;
	const runs = [''];
	const add = (text: string) => runs.push((runs.pop() ?? '') + text);
	for (let at = 0; at < source.length; at++) {
		const sign = source[at] ?? '';
		if (/[()|]/.test(sign)) return null;
		if (sign === '\\') {
			at++;
			const escaped = source[at] ?? '';
			if (/[dDwWsSbBtnr]/.test(escaped)) runs.push('');
			// A code or a reference.
			else if (/\w/.test(escaped)) return null;
			else add(escaped);
		} else if (sign === '[') {
			const end = source.indexOf(']', at + 2);
			// It may hold a bracket itself.
			if (end === -1 || source.slice(at, end).includes('\\')) return null;
			at = end;
			runs.push('');
		} else if (/[*?{]/.test(sign)) {
			// What stands before it may be missing.
			runs.push((runs.pop() ?? '').slice(0, -1), '');
			if (sign === '{') at = Math.max(at, source.indexOf('}', at));
		} else if (/[.+^$]/.test(sign)) runs.push('');
		else add(sign);
	}

	return runs.filter(run => run !== '');
};
