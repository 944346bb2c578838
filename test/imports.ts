import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';

const root = 'source';

/** Every source file, relative to the folder with all of them. */
export const files: readonly string[] = readdirSync(root, {recursive: true, encoding: 'utf8'}).filter(file =>
	/\.tsx?$/.test(file),
);

/** What is in a source file. */
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

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

/** What imports what: files, or the folders that they are in. */
type Imports = ReadonlyMap<string, readonly string[]>;

/** The shortest way through imports from one of them back to itself; null where there is none. */
const cycleOf = (start: string, imports: Imports): readonly string[] | null => {
	const before = new Map<string, string>();
	const queue = [start];
	for (const one of queue) {
		for (const next of imports.get(one) ?? []) {
			if (next === start) {
				const way = [one];
				while (way[0] !== undefined && way[0] !== start) way.unshift(before.get(way[0]) ?? start);
				return way;
			}

			if (before.has(next)) continue;
			before.set(next, one);
			queue.push(next);
		}
	}

	return null;
};

/** All cycles, each once, as sentences: `a imports b imports a`. */
const cyclesIn = (imports: Imports): readonly string[] => {
	const found = new Map<string, string>();
	for (const start of imports.keys()) {
		const cycle = cycleOf(start, imports);
		if (cycle !== null) found.set([...cycle].sort().join(), [...cycle, start].join(' imports '));
	}

	return [...found.values()];
};

/** Cycles of imports between files, type-only ones included. */
export const fileCycles = (): readonly string[] =>
	cyclesIn(new Map(files.map(file => [withoutEnding(file), importsOf(file)])));

/** Cycles of imports between folders, but for those that pass through one of `hubs`, which binds its rooms together. */
export const folderCycles = (...hubs: readonly string[]): readonly string[] => {
	const imports = new Map<string, string[]>();
	for (const file of files) {
		const folder = dirname(file);
		const others = importsOf(file)
			.map(path => dirname(path))
			.filter(other => other !== folder && !hubs.includes(other));
		if (!hubs.includes(folder)) imports.set(folder, [...(imports.get(folder) ?? []), ...others]);
	}

	return cyclesIn(imports);
};
