// Bundles the program into one file without dependencies: dist/cli.js, and the same as dist/rwatch.mjs to copy anywhere.
// What goes with it into the package is made from it: licences and completions.
import {execFileSync, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdir, writeFile} from 'node:fs/promises';
import {basename} from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {build, transform} from 'esbuild';
import {licencesOf} from './licences.js';
import {later, packages} from './packages.js';

const target = {platform: 'node', target: 'node20', minify: true};
const options = {...target, bundle: true, legalComments: 'none', write: false, outdir: 'dist', format: 'esm'};

/** The commit that is checked out, `+` where files differ from it; empty where there is none. */
const commit = spawnSync('git', ['describe', '--always', '--dirty=+', '--exclude=*'], {encoding: 'utf8'});

// A module for each `import()` of the program, for each package that is loaded later, and for what several of them share.
const {outputFiles, metafile} = await build({
	...options,
	metafile: true,
	entryPoints: {main: 'source/main.tsx', ...Object.fromEntries(later.map(name => [name, name]))},
	splitting: true,
	chunkNames: '[name]-[hash]',
	external: ['bufferutil', 'utf-8-validate', 'node:sqlite'],
	define: {
		'process.env.NODE_ENV': '"production"',
		'Intl.Segmenter': 'Segmenter',
		builtCommit: JSON.stringify(commit.status === 0 ? commit.stdout.trim() : ''),
	},
	inject: ['source/program/segmenter.ts'],
	plugins: packages,
});

const nameOf = path => `./${basename(path)}`;

const moduleOf = async ({path, text}) => {
	const {code} = await transform(text, {
		...target,
		format: 'cjs',
		supported: {'dynamic-import': false},
		define: {'import.meta': 'meta'},
	});
	// esbuild leaves them in regular expressions. With a single one V8 keeps all of the text in two bytes a character.
	const ascii = code.replace(/[^\0-\x7f]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
	return [nameOf(path), `function(exports,require,module,meta){${ascii}}`];
};
const modules = new Map(await Promise.all(outputFiles.map(moduleOf)));

const {outputs} = metafile;

/** The modules of these entry points, with all that is loaded with them. */
const neededBy = entries => {
	const needed = new Set(Object.keys(outputs).filter(path => entries.test(outputs[path].entryPoint)));
	// A set also passes what is added on the way.
	for (const path of needed)
		for (const {path: next, kind} of outputs[path].imports)
			if (kind === 'import-statement' && outputs[next]) needed.add(next);
	return [...needed].map(nameOf);
};

const partOf = (part, names) => {
	const members = names.map(name => `'${name}':${modules.get(name)}`);
	// V8 passes over a comment ten times as fast as over code. `*/` would end it.
	const comment = `({${members.join()}})`.replaceAll('*/', '*\u0001');
	return `'${part}'(){/*${comment}*/}`;
};

// Each script is a text to search and a file of the cache to read: what the first frame needs is one, so is what families
// of servers need with their first row.
const first = neededBy(/^source\/main\.tsx$/);
const sources = neededBy(/^source\/sources\/\w+\/source\.ts$/).filter(name => !first.includes(name));
const others = [...modules.keys()].filter(name => !first.includes(name) && !sources.includes(name));
const parts = [
	partOf('./main.js', first),
	partOf('./sources.js', sources),
	...others.map(name => partOf(name, [name])),
].join();

const start = await build({
	...options,
	format: 'iife',
	entryPoints: ['source/cli.ts'],
	define: {buildId: JSON.stringify(createHash('sha256').update(parts).digest('hex').slice(0, 16))},
	plugins: [
		{
			name: 'load',
			setup(plugin) {
				const path = fileURLToPath(new URL('load.js', import.meta.url));
				plugin.onResolve({filter: /^\.\/main\.js$/}, () => ({path}));
			},
		},
	],
});

const bundle = `#!/usr/bin/env node\nconst parts={${parts}};\n${start.outputFiles[0].text}`;
await mkdir('dist', {recursive: true});
for (const path of ['dist/cli.js', 'dist/rwatch.mjs']) await writeFile(path, bundle, {mode: 0o755});
// So that Node runs cli.js as the script that it is in an executable, without its loader of modules.
await writeFile('dist/package.json', '{"type":"commonjs"}\n');
await writeFile(
	'dist/rwatch.mjs.sha256',
	`${createHash('sha256').update(bundle).digest('hex')}  rwatch.mjs\n`,
);
await writeFile('dist/licences.txt', licencesOf(metafile));

await mkdir('dist/completions', {recursive: true});
for (const [shell, file] of Object.entries({bash: 'rwatch.bash', zsh: '_rwatch', fish: 'rwatch.fish'})) {
	const script = execFileSync(process.execPath, ['dist/cli.js', 'completion', shell]);
	await writeFile(`dist/completions/${file}`, script);
}
