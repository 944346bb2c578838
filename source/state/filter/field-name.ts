/** How the column of this title is named in a filter: `host-ip` for HOST IP, `ports` for PORT(S), `cpu%` for CPU%. */
export const fieldOfTitle = (title: string): string =>
	title
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N}_.% -]/gu, '')
		.trim()
		.replaceAll(/ +/g, '-');

/** The same without signs that need not be typed: `cpu` for `cpu%`, where there is no column of that very name. */
export const plainField = (name: string): string => name.replaceAll('%', '');
