import type {LineEnd, LineVerdict, ShellSession} from '../../source/model/shell-session.js';

/** A session that lets every line through, or judges it so; `lines` and `ends` are what it got. */
export const sessionOf = (
	judge: (line: string, typed: string | null) => LineVerdict = () => ({type: 'send', id: 1}),
	container: string | null = null,
): ShellSession & {readonly lines: readonly string[]; readonly ends: readonly LineEnd[]} => {
	const lines: string[] = [];
	const ends: LineEnd[] = [];
	return {
		container,
		lines,
		ends,
		async judge(line, typed) {
			lines.push(line);
			return judge(line, typed);
		},
		ended: (_id, end) => void ends.push(end),
	};
};
