import {printable} from '../model/printable.ts';
import {layoutOf} from '../state/layout.ts';
import type {DescribeView, State} from '../state/state.ts';
import {type TextLine, wholeText} from '../state/text-line.ts';
import {describeLines} from '../state/text-lines.ts';
import {highlighted} from './highlight.ts';
import {type Look, styled} from './theme.ts';
import {wrappedWords} from './wrap.ts';

const labelWidth = 14;

const shown = (line: TextLine, search: string, columns: number, look: Look): readonly string[] => {
	const text = printable(line.text);
	if (line.style === 'head') return [styled(look.styles.heads, text)];
	if (line.style === 'field') {
		const label = printable(line.label).padEnd(labelWidth);
		return wrappedWords(text, Math.max(8, columns - label.length - 1)).map((piece, index) => {
			const front = index === 0 ? styled(look.styles.key, label) : ' '.repeat(label.length);
			return `${front} ${highlighted(piece, search, look.styles.match, '')}`;
		});
	}

	if (line.style === 'yaml') {
		const key = printable(line.label);
		return wrappedWords(printable(wholeText(line)), columns).map((piece, index) => {
			const front = index === 0 && piece.startsWith(key) ? key : '';
			return (
				highlighted(front, search, look.styles.match, look.styles.key) +
				highlighted(piece.slice(front.length), search, look.styles.match, '')
			);
		});
	}

	const style = line.style === 'error' ? look.styles.error : '';
	return wrappedWords(text, columns).map(piece => highlighted(piece, search, look.styles.match, style));
};

/** The fields, timeline and object of one row as styled lines, from the line that was scrolled to. */
export const describeBody = (state: State, view: DescribeView, look: Look): readonly string[] => {
	const {body} = layoutOf(state);
	const all = describeLines(state);
	const lines = all
		.slice(view.top, view.top + body)
		.flatMap(line => shown(line, view.search, state.size.columns, look));
	// Long lines take several: scrolled to the end, the end has to be seen.
	const isAtEnd = view.top > 0 && view.top + body >= all.length;
	return isAtEnd ? lines.slice(-body) : lines.slice(0, body);
};
