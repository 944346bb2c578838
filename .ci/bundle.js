// Bundles source/cli.ts into dist/cli.js: one file, no dependencies to install.
import {readFile} from 'node:fs/promises';
import {build} from 'esbuild';

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
			resolveDir: new URL('..', import.meta.url).pathname,
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
		const unused = /\/undici\/lib\/(?:web|mock|cache|interceptor)\/|\/undici\/lib\/handler\/(?:cache|retry)/;
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

await build({
	entryPoints: ['source/cli.ts'],
	outdir: 'dist',
	entryNames: 'cli',
	bundle: true,
	minify: true,
	keepNames: false,
	legalComments: 'none',
	platform: 'node',
	format: 'esm',
	target: 'node20',
	external: ['bufferutil', 'utf-8-validate', 'node:sqlite'],
	define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
	banner: {
		js: "#!/usr/bin/env node\nimport {createRequire as rwatchRequire} from 'node:module';const require = rwatchRequire(import.meta.url);",
	},
	plugins: [inkTable, undici],
});
