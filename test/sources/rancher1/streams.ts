import {readFileSync} from 'node:fs';

/** One line of a recorded stream: `at` is milliseconds after the connection was begun. */
type Step = {readonly at: number; readonly text: string};

/** A recorded stream: the ticket's request and answer, then what came. */
export const streamOf = (name: string) => {
	const lines = readFileSync(new URL(`../../fixtures/rancher1/stream-${name}.txt`, import.meta.url), 'utf8')
		.split('\n')
		.filter(line => line !== '');
	const steps: readonly Step[] = lines.flatMap(line => {
		const [, seconds, text = ''] = /^([\d.]+) (.*)$/.exec(line) ?? [];
		return seconds === undefined ? [] : [{at: Number(seconds) * 1000, text}];
	});
	const [, status, answer = ''] = /^# (?:GET|POST) .*? -> (\d+) (.*)$/.exec(lines[0] ?? '') ?? [];
	return {status: Number(status), answer, steps};
};

/** The text frames of a recorded stream, undecoded. */
export const framesIn = (name: string): readonly Buffer[] =>
	streamOf(name).steps.flatMap(({text}) => {
		if (text.startsWith('"')) return [Buffer.from(String(JSON.parse(text)))];
		return text.startsWith('base64 ') ? [Buffer.from(text.slice(7), 'base64')] : [];
	});

/** How it ended: the close code, or the status that refused it; null where the recording says nothing. */
export const endOf = (name: string): string | null => {
	const last = streamOf(name).steps.findLast(({text}) => /^(?:close|refused)/.test(text))?.text ?? null;
	return last === null ? null : last.split(' ').slice(0, 2).join(' ');
};
