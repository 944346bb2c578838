import {basename} from 'node:path';

const families = /^source\/sources\/([^/]+)\/source\.ts$/;

/**
 * Which modules of the bundle become one script, by its name. Each script is a text to search and a file of the cache to
 * read, and each start would load a hundred of them: what `main` needs is one, so is what one family needs, and what
 * several do. Everything else is loaded by itself.
 */
export const groupsOf = ({outputs}) => {
	const nameOf = path => `./${basename(path)}`;
	const neededBy = entry => {
		const needed = new Set([entry]);
		// A set also passes what is added on the way.
		for (const path of needed)
			for (const {path: next, kind} of outputs[path].imports)
				if (kind === 'import-statement' && outputs[next]) needed.add(next);
		return needed;
	};
	const main = Object.keys(outputs).find(path => outputs[path].entryPoint === 'source/main.tsx');
	const start = neededBy(main);
	const ofFamilies = Object.entries(outputs).flatMap(([path, {entryPoint = ''}]) => {
		const [, family] = families.exec(entryPoint) ?? [];
		return family ? [{family, needed: neededBy(path)}] : [];
	});
	const groupOf = path => {
		if (start.has(path)) return './main.js';
		const [first, second] = ofFamilies.filter(({needed}) => needed.has(path));
		if (second) return './sources.js';
		return first ? `./${first.family}.js` : nameOf(path);
	};

	const groups = new Map();
	for (const path of Object.keys(outputs)) {
		const group = groupOf(path);
		groups.set(group, [...(groups.get(group) ?? []), nameOf(path)]);
	}

	return groups;
};
