/** A line without what depends on the time: numbers, bars, how often something restarted, how long a rule is. */
const steady = (line: string): string =>
	line
		.replace(/restarted (?:once|\d+ times)/g, 'restarted')
		.replace(/<?\d[\d.]*/g, '#')
		.replace(/[█░▏▎▍▌▋▊▉]+/g, '▒')
		.replace(/─+/g, '─');

// Which source is faster decides about the widths of columns, and so about where words are cut.
const isSameWord = (one: string, other: string): boolean => {
	if (!one.includes('…') && !other.includes('…')) return one === other;
	const [front, back] = [one.split('…'), other.split('…')].map(parts => [parts[0] ?? '', parts.at(-1) ?? '']);
	const start = Math.min(front?.[0]?.length ?? 0, back?.[0]?.length ?? 0);
	const isCutAtEnd = one.endsWith('…') || other.endsWith('…');
	const end = isCutAtEnd ? 0 : Math.min(front?.[1]?.length ?? 0, back?.[1]?.length ?? 0);
	return (
		one.slice(0, start) === other.slice(0, start) &&
		one.slice(one.length - end) === other.slice(other.length - end)
	);
};

/** Whether two lines of a screen say the same, as far as that does not depend on the time or on the widths of columns. */
export const isSameLine = (one: string, other: string): boolean => {
	const [words, others] = [one, other].map(line => steady(line).split(/\s+/).filter(Boolean));
	if (!words || !others) return false;
	const isCut = one.trimEnd().endsWith('…') || other.trimEnd().endsWith('…');
	if (!isCut && words.length !== others.length) return false;
	const count = isCut ? Math.min(words.length, others.length) - 1 : words.length;
	return words.slice(0, count).every((word, index) => isSameWord(word, others[index] ?? ''));
};
