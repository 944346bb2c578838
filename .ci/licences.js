// The licences of the packages whose code is in a bundle, as their authors wrote them.
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

const folderOf = path => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path.replace(/^\w+:/, ''))?.[0];

/** The folders of all packages of which something is in the outputs of a build, by esbuild's metafile. */
const foldersOf = ({outputs}) =>
	new Set(
		Object.values(outputs)
			.flatMap(({inputs}) => Object.entries(inputs).filter(([, {bytesInOutput}]) => bytesInOutput > 0))
			.flatMap(([path]) => folderOf(path) ?? []),
	);

const textOf = folder => {
	const {name, version, license, author} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	if (typeof license !== 'string') throw new Error(`${folder} does not say under which licence it is`);
	const files = readdirSync(folder).filter(file => /^(?:licen[cs]e|copying|notice)/i.test(file));
	const texts = files.map(file => readFileSync(join(folder, file), 'utf8').trim());
	const owner = typeof author === 'object' ? author.name : author;
	const [first = `${license}${owner ? `, by ${owner}` : ''}`, ...more] = texts;
	return {name: `${name} ${version} (${license})`, text: [first, ...more].join('\n\n')};
};

/** One text with all of them, by name. Throws for a package without a licence. */
export const licencesOf = metafile => {
	const texts = new Map([...foldersOf(metafile)].map(textOf).map(({name, text}) => [name, text]));
	const names = [...texts.keys()].sort();
	const rule = '-'.repeat(80);
	return `rwatch contains code of these packages:\n\n${names.map(name => `  ${name}`).join('\n')}\n\n${names
		.map(name => `${rule}\n${name}\n\n${texts.get(name)}\n`)
		.join('\n')}`;
};
