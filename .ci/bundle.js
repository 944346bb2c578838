// Bundles source/cli.ts into dist/: the program and the parts that it loads when they are wanted, no dependencies to install.
import {readdir, readFile, rm} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

// Changes the text of a file of a package. What is not there any more stops the build: the package has changed.
const patch = (name, filter, changes) => ({
	name,
	setup(plugin) {
		plugin.onLoad({filter}, async ({path}) => {
			let contents = await readFile(path, 'utf8');
			for (const [from, to] of changes) {
				if (contents.search(from) === -1) throw new Error(`${path} has nothing like ${from}`);
				contents = contents.replace(from, to);
			}

			return {contents, loader: 'js'};
		});
	},
});

const inkTable = {
	name: 'ink-table',
	setup(plugin) {
		// In the bundle ink-table becomes an ES module: it `require`s Ink, whose top-level await forbids that.
		plugin.onLoad({filter: /node_modules\/ink-table\/dist\/index\.js$/}, async ({path}) => ({
			loader: 'js',
			contents: (await readFile(path, 'utf8'))
				.replace(
					'"use strict";',
					'import * as esReact from "react"; import * as esInk from "ink"; import * as esHash from "object-hash"; const exports = {};',
				)
				.replace('require("react")', 'esReact')
				.replace('require("ink")', 'esInk')
				.replace('require("object-hash")', '(esHash.default ?? esHash)')
				.concat('\nexport default exports.default;\n'),
		}));
		plugin.onLoad({filter: /source\/views\/ink-table\.ts$/}, () => ({
			loader: 'js',
			contents: 'export {default as InkTable} from "ink-table";',
			resolveDir: root,
		}));
		// Ink loads its devtools only when DEV is set; they are no part of the program.
		plugin.onResolve({filter: /devtools\.js$|^react-devtools-core$/}, ({path}) => ({
			path,
			namespace: 'left-out',
		}));
		plugin.onLoad({filter: /.*/, namespace: 'left-out'}, () => ({contents: 'export default {};'}));
	},
};

// undici loads all of itself: fetch, websockets, caches, mocks. rwatch takes its dispatchers and `request` only.
const undici = {
	name: 'undici',
	setup(plugin) {
		const unused =
			/\/undici\/lib\/(?:web|mock|cache|interceptor)\/|\/undici\/lib\/handler\/(?:cache|retry)|\/dispatcher\/client-h2/;
		plugin.onLoad({filter: /node_modules\/undici\/lib\//}, ({path}) =>
			unused.test(path)
				? {
						contents:
							'module.exports = new Proxy(class {}, {get: (of, name) => (name === "prototype" ? of.prototype : class {})});',
					}
				: null,
		);
	},
};

// What no start should wait for.
const quickStart = [
	// Yoga fetches its WebAssembly from a data: URL, for which Node loads the whole of its own `fetch`.
	patch('yoga-wasm', /yoga-layout\/dist\/binaries\/yoga-wasm-base64-esm\.js$/, [
		[/("data:application\/octet-stream;base64,)([\w+/]+=*)(".*)$/s, '$1$3\nexport const wasm = "$2";'],
	]),
	patch('yoga', /yoga-layout\/dist\/src\/index\.js$/, [
		[/import loadYoga from/, 'import loadYoga, {wasm} from'],
		[/loadYoga\(\)/, 'loadYoga({wasmBinary: Buffer.from(wasm, "base64")})'],
	]),
	// This expression takes 40 ms to compile. All that it matches holds one of these characters.
	patch('string-width', /node_modules\/string-width\/index\.js$/, [
		[
			/const rgiEmojiRegex = (\/.+\/v);/,
			'let rgiEmoji; const rgiEmojiRegex = {test: text => /[\\p{Emoji_Presentation}\\uFE0F]/u.test(text) && (rgiEmoji ??= $1).test(text)};',
		],
	]),
	// Only who asks for the version needs a package.json put right.
	patch('meow', /node_modules\/meow\/build\/dependencies\.js$/, [
		[/var normalizeExports = requireNormalize\(\);\n/, ''],
		[/= getDefaultExportFromCjs\(normalizeExports\);/, '= one => requireNormalize()(one);'],
	]),
];

// Packages that are read when something of them is used for the first time, and not with the module that imports them.
const lazyParts = {network: ['undici', 'ws', 'https-proxy-agent'], yaml: ['yaml'], meow: ['meow']};
// The same for modules of Node: each takes milliseconds to load.
const lazyModules = ['child_process', 'crypto', 'http', 'readline', 'tls', 'zlib'].map(
	name => `node:${name}`,
);

const loadOf = name => {
	const part = Object.keys(lazyParts).find(one => lazyParts[one].includes(name));
	return part === undefined ? `require('${name}')` : `require('./${part}.cjs')['${name}']`;
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
		plugin.onResolve({filter: /^\.\/\w+\.cjs$/}, ({path}) => ({path, external: true}));
	},
};

const options = {
	bundle: true,
	minify: true,
	metafile: true,
	legalComments: 'none',
	platform: 'node',
	target: 'node20',
	external: ['bufferutil', 'utf-8-validate', 'node:sqlite'],
	define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
};

const program = build({
	...options,
	entryPoints: ['source/cli.ts'],
	outdir: 'dist',
	entryNames: 'cli',
	// What is loaded by `import()` is a file of its own.
	splitting: true,
	chunkNames: 'parts/[name]-[hash]',
	format: 'esm',
	define: {...options.define, 'Intl.Segmenter': 'Segmenter'},
	inject: ['source/program/segmenter.ts'],
	banner: {
		js: "#!/usr/bin/env node\nimport {createRequire as rwatchRequire} from 'node:module';const require = rwatchRequire(import.meta.url);",
	},
	plugins: [inkTable, lazily, ...quickStart],
});

const parts = Object.entries(lazyParts).map(([part, names]) =>
	build({
		...options,
		stdin: {
			contents: names.map(name => `exports['${name}'] = require('${name}');`).join('\n'),
			resolveDir: root,
		},
		outfile: `dist/parts/${part}.cjs`,
		format: 'cjs',
		define: {...options.define, 'import.meta.url': '__filename'},
		plugins: [undici, ...quickStart],
	}),
);

const built = (await Promise.all([program, ...parts])).flatMap(({metafile}) => Object.keys(metafile.outputs));
for (const name of await readdir('dist/parts')) {
	if (!built.includes(`dist/parts/${name}`)) await rm(`dist/parts/${name}`);
}
