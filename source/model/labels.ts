/**
 * The labels of a resource in one text, each as `key=value` on a line of its own, with a line end before the first and
 * after the last; '' for none. One text is a fraction of the memory of an object, and equal ones can be the same.
 */
export type Labels = string;

/** As much as an object of a real server has many times over: what is beyond is not kept. */
const maxLength = 8192;

/**
 * Packs labels; keys with `=` or a line end in them, and values that are not texts, are omitted.
 *
 * @param omitted further keys to omit
 */
export const packLabels = (
	labels: Readonly<Record<string, unknown>>,
	omitted?: ReadonlySet<string>,
): Labels => {
	let text = '\n';
	for (const key in labels) {
		const value = labels[key];
		if (typeof value !== 'string' || key === '' || key.includes('=') || key.includes('\n')) continue;
		if (omitted?.has(key)) continue;
		if (text.length + key.length + value.length + 2 > maxLength) break;
		text += `${key}=${value.includes('\n') ? value.replaceAll('\n', ' ') : value}\n`;
	}

	return text === '\n' ? '' : text;
};

/** The value of a label; null where there is none of this key. */
export const labelOf = (labels: Labels, key: string): string | null => {
	const at = labels.indexOf(`\n${key}=`);
	if (at === -1) return null;
	const start = at + key.length + 2;
	return labels.slice(start, labels.indexOf('\n', start));
};

/** All labels, as key and value. */
export function* labelEntries(labels: Labels): Iterable<readonly [key: string, value: string]> {
	for (const line of labels.split('\n')) {
		const end = line.indexOf('=');
		if (end > 0) yield [line.slice(0, end), line.slice(end + 1)];
	}
}
