/** What a grid can be saved as. */
export type FileFormat = 'csv' | 'json' | 'markdown';

const formats: ReadonlyMap<string, FileFormat> = new Map([
	['csv', 'csv'],
	['json', 'json'],
	['md', 'markdown'],
]);

/** The endings of file names that say what a grid is saved as. */
export const fileEndings = [...formats.keys()].map(ending => `.${ending}`);

/** The format that the ending of a file name means, or null. */
export const formatOfFile = (name: string): FileFormat | null =>
	formats.get(/[^/\\.]\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '') ?? null;
