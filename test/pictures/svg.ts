import type {StyledRun, StyledScreen} from './styled-screen.js';

// Of a letter of 14 pixels in the usual monospaced fonts.
const [cellWidth, lineHeight, edge] = [8.4, 18, 12] as const;

const escaped = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const unescaped = (text: string): string =>
	text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const pixels = (count: number): string => String(Math.round(count * 10) / 10);

/** The parts of a run between gaps, each with its place. */
const partsOf = ({text, column, width}: StyledRun) => {
	// Wide letters: their place within a run is not known, and they stay together.
	if (text.length !== width)
		return [{text: text.trimEnd(), column, width: width - (text.length - text.trimEnd().length)}];
	return [...text.matchAll(/\S+(?: \S+)*/g)].map(({0: part, index}) => ({
		text: part,
		column: column + index,
		width: part.length,
	}));
};

const runOf = (run: StyledRun, row: number): string => {
	const top = edge + row * lineHeight;
	const ground =
		run.ground === null
			? ''
			: `<rect x="${pixels(edge + run.column * cellWidth)}" y="${top}" width="${pixels(run.width * cellWidth)}" height="${lineHeight}" fill="${run.ground}"/>`;
	const style = [
		run.colour === null ? '' : ` fill="${run.colour}"`,
		run.bold ? ' font-weight="bold"' : '',
		run.dim ? ' opacity=".6"' : '',
		run.underlined ? ' text-decoration="underline"' : '',
	].join('');
	const texts = partsOf(run).map(
		part =>
			`<text x="${pixels(edge + part.column * cellWidth)}" y="${top + 14}" textLength="${pixels(part.width * cellWidth)}"${style}>${escaped(part.text)}</text>`,
	);
	return ground + texts.join('');
};

/** A screen as a picture whose text is text. */
export const svgOf = ({columns, rows}: StyledScreen, description: string): string => {
	const [width, height] = [columns * cellWidth + 2 * edge, rows.length * lineHeight + 2 * edge];
	const lines = rows.map((runs, row) => runs.map(run => runOf(run, row)).join(''));
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(description)}">
<rect width="100%" height="100%" rx="8" fill="#1e2127"/><g font-family="ui-monospace,Menlo,Consolas,monospace" font-size="14" fill="#abb2bf" xml:space="preserve">
${lines.join('\n')}
</g></svg>
`;
};

/** The text in a picture of this program, a line for each row of the screen. */
export const textIn = (svg: string): readonly string[] =>
	(svg.split(/<g [^>]*>\n|\n<\/g>/)[1] ?? '')
		.split('\n')
		.map(line =>
			[...line.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => unescaped(text)).join(' '),
		);
