import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';

const root = 'source';

/** Every source file, relative to the folder with all of them. */
export const files: readonly string[] = readdirSync(root, {recursive: true, encoding: 'utf8'}).filter(file =>
	/\.tsx?$/.test(file),
);

/** What is in a source file. */
export const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

/** What the compiler sees of it: the text without comments, each line where it was. */
export const codeOf = (file: string): string =>
	textOf(file)
		.replaceAll(/\/\*[\s\S]*?\*\//g, comment => comment.replaceAll(/[^\n]/g, ''))
		.replaceAll(/^(\s*)\/\/.*$|\s\/\/ .*$/gm, '$1');

/** The source files that a file imports, only for their types or not, without the ending. */
export const importsOf = (file: string): readonly string[] =>
	[...textOf(file).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, path = '']) =>
		relative(root, join(root, dirname(file), path)).replace(/\.js$/, ''),
	);

/** Whether a path is below a folder. */
export const isIn = (folder: string, path: string): boolean => path.startsWith(`${folder}/`);

const withoutEnding = (file: string): string => file.replace(/\.tsx?$/, '');

/** The shortest way through imports from a file back to itself; null where there is none. */
const cycleOf = (
	start: string,
	imports: ReadonlyMap<string, readonly string[]>,
): readonly string[] | null => {
	const before = new Map<string, string>();
	const queue = [start];
	for (const file of queue) {
		for (const next of imports.get(file) ?? []) {
			if (next === start) {
				const way = [file];
				while (way[0] !== undefined && way[0] !== start) way.unshift(before.get(way[0]) ?? start);
				return way;
			}

			if (before.has(next)) continue;
			before.set(next, file);
			queue.push(next);
		}
	}

	return null;
};

/** All cycles of imports between files, each once, beginning with the file that comes first in the alphabet. */
export const importCycles = (): ReadonlyArray<readonly string[]> => {
	const imports = new Map(files.map(file => [withoutEnding(file), importsOf(file)]));
	const found = new Map<string, readonly string[]>();
	for (const file of imports.keys()) {
		const cycle = cycleOf(file, imports);
		if (cycle !== null) found.set([...cycle].sort().join(), cycle);
	}

	return [...found.values()];
};
