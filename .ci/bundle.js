// Bundles the program into one file without dependencies to copy anywhere, dist/rwatch.mjs, and dist/cli.js, which starts
// the same file beside it sooner. What goes with them into the package is made from it: licences and completions.
import {execFileSync, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdir, rm, writeFile} from 'node:fs/promises';
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
	// esbuild defines each export twice, as it copies the object to mark it as a module. One literal takes less time.
	const literal = ascii.replace(
		/var ([\w$]+)=\{\};[\w$]+\(\1,\{((?:[\w$]+:\(\)=>[\w$.]+,?)+)\}\);module\.exports=[\w$]+\(\1\);/,
		(_, _name, exports) => {
			const getters = exports.replace(/([\w$]+):\(\)=>([\w$.]+)/g, 'get $1(){return $2}');
			return `module.exports={__esModule:!0,${getters}};`;
		},
	);
	if (literal === ascii && ascii.includes('module.exports='))
		throw new Error(`${path} does not define its exports as expected`);
	return [nameOf(path), `function(exports,require,module,meta){${literal}}`];
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

// Each script is a text to search and a file of the cache to read: what the first frame needs is one, so is what families
// of servers need with their first row.
const first = neededBy(/^source\/main\.tsx$/);
const sources = neededBy(/^source\/sources\/\w+\/source\.ts$/).filter(name => !first.includes(name));
const others = [...modules.keys()].filter(name => !first.includes(name) && !sources.includes(name));
const parts = [['./main.js', first], ['./sources.js', sources], ...others.map(name => [name, [name]])];

// The text of all parts, and where in it each begins and ends.
let text = '';
const places = {};
for (const [part, names] of parts) {
	const members = names.map(name => `'${name}':${modules.get(name)}`);
	// It stands in a comment, which `*/` would end.
	const script = `({${members.join()}})`.replaceAll('*/', '*\u0001');
	places[part] = [text.length, text.length + script.length];
	text += script;
}

const buildId = createHash('sha256').update(text).digest('hex').slice(0, 16);
const shebang = '#!/usr/bin/env node\n';
// V8 passes over a comment ten times as fast as over code.
const [beforeText, afterText] = [
	`${shebang}const wholeText=(()=>{/*${buildId}`,
	`*/}).toString().slice(${7 + buildId.length});\n`,
];

const start = await build({
	...options,
	format: 'iife',
	entryPoints: ['source/cli.ts'],
	define: {
		buildId: JSON.stringify(buildId),
		places: JSON.stringify(places),
		textOffset: JSON.stringify(beforeText.length),
	},
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

const [{text: loader}] = start.outputFiles;
const bundle = `${beforeText}${text}${afterText}${loader}`;
await mkdir('dist', {recursive: true});
for (const [path, content] of Object.entries({
	'dist/cli.js': `${shebang}${loader}`,
	'dist/rwatch.mjs': bundle,
})) {
	// A program that runs goes on reading the file that it has opened.
	await rm(path, {force: true});
	await writeFile(path, content, {mode: 0o755});
}

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
