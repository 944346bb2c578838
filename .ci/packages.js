// What the bundle changes in packages.
import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';

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

export const inkTable = {
	name: 'ink-table',
	setup(plugin) {
		// In the bundle ink-table becomes an ES module: it `require`s Ink, of which there would be two.
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
	},
};

// undici loads all of itself: fetch, websockets, caches, mocks. rwatch takes its dispatchers and `request` only.
export const undici = {
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

// Node composes the message of an assertion out of the source that it stands in, and parses all of that source for it:
// of the bundle that takes minutes. An answer such as `HTTP/1.1 000 X` is enough for undici to assert something.
export const assertions = {
	name: 'assertions',
	setup(plugin) {
		plugin.onResolve({filter: /^(?:node:)?assert$/}, () => ({path: 'assert', namespace: 'assertions'}));
		plugin.onLoad({filter: /.*/, namespace: 'assertions'}, () => ({
			contents: `
				const assert = (value, message = 'an assertion of a package failed') => {
					if (value) return;
					throw message instanceof Error ? message : Object.assign(new Error(message), {code: 'ERR_ASSERTION'});
				};
				const equal = (one, other, message) => assert(Object.is(one, other), message);
				module.exports = Object.assign(assert, {ok: assert, strict: assert, equal, strictEqual: equal});
			`,
		}));
	},
};

// What no start should wait for.
export const quickStart = [
	// Yoga fetches its WebAssembly from a data: URL, for which Node loads the whole of its own `fetch`.
	patch('yoga-wasm', /yoga-layout\/dist\/binaries\/yoga-wasm-base64-esm\.js$/, [
		[/("data:application\/octet-stream;base64,)([\w+/]+=*)(".*)$/s, '$1$3\nexport const wasm = "$2";'],
	]),
	// It waits for that with a top-level await, which a CommonJS module cannot have.
	patch('yoga', /yoga-layout\/dist\/src\/index\.js$/, [
		[/import loadYoga from/, 'import loadYoga, {wasm} from'],
		[
			/const Yoga = wrapAssembly\(await loadYoga\(\)\);/,
			`const assembly = {
				instantiateWasm(imports, done) {
					const instance = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(wasm, 'base64')), imports);
					done(instance);
					return instance.exports;
				},
			};
			loadYoga(assembly);
			const Yoga = wrapAssembly(assembly);`,
		],
	]),
	// Its devtools, which Ink awaits likewise, are no part of the program.
	patch('ink', /node_modules\/ink\/build\/reconciler\.js$/, [[/process\.env\['DEV'\] === 'true'/g, 'false']]),
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
