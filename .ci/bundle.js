// Bundles source/cli.ts into dist/cli.js: one file, no dependencies to install. What the first frame needs is code in it.
// All the rest it holds as text, over which V8 passes quickly, and compiles when it is wanted.
import {mkdir, rm, writeFile} from 'node:fs/promises';
import {basename} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build, transform} from 'esbuild';
import {assertions, inkTable, quickStart, undici} from './packages.js';

const root = fileURLToPath(new URL('..', import.meta.url));

// Packages that are loaded when something of them is used for the first time, and not with the module that imports them.
const lazyParts = {
	network: ['undici', 'ws', 'https-proxy-agent', 'socks-proxy-agent', 'socks'],
	jsonpath: ['json-p3'],
	yaml: ['yaml'],
	meow: ['meow'],
	patterns: ['re2js'],
};
// The same for modules of Node: each takes milliseconds to load.
const lazyModules = ['child_process', 'crypto', 'http', 'https', 'readline', 'tls', 'zlib'].map(
	name => `node:${name}`,
);

const loadOf = name => {
	const part = Object.keys(lazyParts).find(one => lazyParts[one].includes(name));
	return part === undefined ? `loadPart('${name}')` : `loadPart('${part}')['${name}']`;
};

const lazily = {
	name: 'lazily',
	setup(plugin) {
		const names = [...Object.values(lazyParts).flat(), ...lazyModules];
		plugin.onResolve({filter: new RegExp(`^(?:${names.join('|')})$`)}, ({path, kind}) =>
			kind === 'import-statement' ? {path, namespace: 'lazily'} : null,
		);
		plugin.onLoad({filter: /.*/, namespace: 'lazily'}, async ({path}) => ({
			contents: [
				`let loaded; const load = () => (loaded ??= ${loadOf(path)});`,
				`const of = name => (name === 'default' ? (load().default ?? load()) : load()[name]);
				const lazy = name => new Proxy(function () {}, {
					apply: (_, self, given) => Reflect.apply(of(name), self, given),
					construct: (_, given) => Reflect.construct(of(name), given),
					get: (_, key) => of(name)[key],
					has: (_, key) => key in of(name),
				});`,
				...Object.keys(await import(path))
					.filter(name => /^\w+$/.test(name))
					.map(
						name =>
							`export ${name === 'default' ? name : `const ${name} =`} /* @__PURE__ */ lazy('${name}');`,
					),
			].join('\n'),
		}));
	},
};

const options = {
	bundle: true,
	minify: true,
	legalComments: 'none',
	platform: 'node',
	target: 'node20',
	external: ['bufferutil', 'utf-8-validate', 'node:sqlite'],
	define: {'process.env.NODE_ENV': '"production"'},
	write: false,
};

// V8 reads ASCII faster: half the bytes. esbuild leaves other characters where they stand in regular expressions only.
const inAscii = text =>
	text.replace(/[\u0080-\uffff]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const packageText = async names => {
	const {outputFiles} = await build({
		...options,
		stdin: {
			contents: names.map(name => `exports['${name}'] = require('${name}');`).join('\n'),
			resolveDir: root,
		},
		format: 'cjs',
		define: {...options.define, 'import.meta.url': '__filename'},
		plugins: [undici, assertions, ...quickStart],
	});
	return inAscii(outputFiles[0].text);
};

// Takes the program apart where it says `import()`: which chunk is which, by name, and which the first frame needs.
const takeApart = async () => {
	const {outputFiles, metafile} = await build({
		...options,
		metafile: true,
		entryPoints: ['source/cli.ts'],
		outdir: 'dist',
		splitting: true,
		chunkNames: '[name]-[hash]',
		format: 'esm',
		define: {...options.define, 'Intl.Segmenter': 'Segmenter'},
		inject: ['source/program/segmenter.ts'],
		plugins: [inkTable, lazily, assertions, ...quickStart],
	});
	const first = new Set();
	const add = path => {
		if (first.has(`./${basename(path)}`)) return;
		first.add(`./${basename(path)}`);
		for (const {kind, external, path: imported} of metafile.outputs[path].imports) {
			if (kind === 'import-statement' && !external) add(imported);
		}
	};
	for (const [path, {entryPoint}] of Object.entries(metafile.outputs)) {
		if (['source/cli.ts', 'source/main.tsx'].includes(entryPoint)) add(path);
	}

	return {first, chunks: outputFiles.map(({path, text}) => [`./${basename(path)}`, text])};
};

const chunkText = async text => {
	const {code} = await transform(text, {
		minify: true,
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		supported: {'dynamic-import': false},
		define: {'import.meta.url': '__filename'},
	});
	return inAscii(code);
};

const {first, chunks} = await takeApart();
const code = Object.fromEntries(chunks.filter(([name]) => first.has(name)));
const texts = Object.fromEntries(
	await Promise.all([
		...Object.entries(lazyParts).map(async ([part, names]) => [part, await packageText(names)]),
		...chunks.filter(([name]) => !first.has(name)).map(async ([name, text]) => [name, await chunkText(text)]),
	]),
);

// A text stands within a function, so that V8 keeps nothing of it before it is wanted.
const entries = (names, prefix) =>
	names.map(name => `'${name}': () => require('${prefix}${name}'),`).join('\n');
const parts = `
	export const modules = {${entries(Object.keys(code), '')}};
	export const texts = {${entries(Object.keys(texts), 'text:')}};
`;

const together = {
	name: 'together',
	setup(plugin) {
		plugin.onResolve({filter: /^(?:parts$|\.\/)/}, ({path}) => ({path, namespace: 'part'}));
		plugin.onLoad({filter: /.*/, namespace: 'part'}, ({path}) => ({
			contents: path === 'parts' ? parts : (code[path] ?? `module.exports = loadPart('${path}');`),
		}));
		plugin.onResolve({filter: /^text:/}, ({path}) => ({path: path.slice('text:'.length), namespace: 'text'}));
		plugin.onLoad({filter: /.*/, namespace: 'text'}, ({path}) => ({contents: texts[path], loader: 'text'}));
	},
};

const {outputFiles} = await build({
	...options,
	stdin: {contents: `import './cli.js';`},
	outfile: 'dist/cli.js',
	format: 'esm',
	inject: [`${root}.ci/load-part.js`],
	banner: {
		js: "#!/usr/bin/env node\nimport {createRequire as rwatchRequire} from 'node:module';const require = rwatchRequire(import.meta.url);",
	},
	plugins: [together],
});
// What an earlier build has left.
await rm('dist/parts', {recursive: true, force: true});
await mkdir('dist', {recursive: true});
await writeFile('dist/cli.js', inAscii(outputFiles[0].text));
