/**
 * The address of a page of a server: the parts are its path, each whole, whatever is in it. A colon stays, as these
 * pages write it.
 */
export const pageAddress = (base: string, ...parts: readonly string[]): string =>
	[base, ...parts.map(part => encodeURIComponent(part).replaceAll('%3A', ':'))].join('/');
