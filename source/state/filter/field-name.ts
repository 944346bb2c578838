/**
 * The fields that a typed name may have been meant as. Without `id`, `stuck` and `age`, which are too close to column
 * titles and words: IP, STACK, page.
 */
export const fieldNames: readonly string[] = [
	'state',
	'health',
	'kind',
	'source',
	'name',
	'message',
	'scope',
	'family',
	'transitioning',
	'since',
];

/** How the column of this title is named in a filter: `host-ip` for HOST IP, `ports` for PORT(S), `cpu%` for CPU%. */
export const fieldOfTitle = (title: string): string =>
	title
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N}_.% -]/gu, '')
		.trim()
		.replaceAll(/ +/g, '-');

/** The same without signs that need not be typed: `cpu` for `cpu%`, where there is no column of that very name. */
export const plainField = (name: string): string => name.replaceAll('%', '');

/**
 * How a figure is named in the columns: `mem` for `memory`; compared with a percentage, it is the share, `cpu%`.
 *
 * @param value what it is compared with
 */
export const figureField = (name: string, value: string): string => {
	const short = name.replace(/^memory(?=$|%|[rl]$)/, 'mem');
	return value.endsWith('%') && /^(?:cpu|mem)$/.test(short) ? `${short}%` : short;
};
