// What the bundle changes in packages. docs/performance.md has what each change buys.
import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Changes the text of one file. What is not there any more stops the build: the package has changed. */
const patch = (file, ...changes) => ({
	name: file,
	setup(build) {
		let isDone = false;
		build.onLoad({filter: new RegExp(`${file.replaceAll('.', '\\.')}$`)}, async ({path}) => {
			let contents = await readFile(path, 'utf8');
			for (const [from, to] of changes) {
				if (contents.search(from) === -1) throw new Error(`${path} has nothing like ${from}`);
				contents = contents.replace(from, to);
			}

			isDone = true;
			return {contents, loader: path.endsWith('.ts') ? 'ts' : 'js'};
		});
		build.onEnd(() => (isDone ? null : {errors: [{text: `${file} is not in the bundle`}]}));
	},
});

/** These packages are loaded with the first use of something of them, and not with the module that imports them. */
export const later = [
	'undici',
	'ws',
	'https-proxy-agent',
	'socks-proxy-agent',
	'socks',
	'json-p3',
	'yaml',
	'meow',
	're2js',
	'string-width',
];

/** So are these of Node, which the first frame needs none of. */
const laterOfNode = ['child_process', 'crypto', 'dns/promises', 'http', 'readline', 'tls', 'v8', 'zlib'].map(
	name => `node:${name}`,
);

/** Not by `import()` in the source: half of them are needed where nothing can be awaited. `load.js` loads what has this name. */
const lazily = {
	name: 'lazily',
	setup(build) {
		build.onResolve({filter: new RegExp(`^(?:${[...later, ...laterOfNode].join('|')})$`)}, ({path, kind}) =>
			kind === 'import-statement' ? {path: `later:${path}`, external: true} : null,
		);
	},
};

export const packages = [
	lazily,
	// Here there is one Ink, and it is CommonJS.
	patch('views/parts/ink-table.ts', [
		/^[\s\S]*$/,
		"import table from 'ink-table'; export const InkTable = table.default;",
	]),
	// Node composes the message of an assertion out of the source that it stands in, and parses all of that for it: of the
	// bundle that takes minutes. An answer such as `HTTP/1.1 000 X` is enough for undici to assert something.
	{
		name: 'assert',
		setup(build) {
			build.onResolve({filter: /^(?:node:)?assert$/}, () => ({path: `${root}.ci/assert.cjs`}));
		},
	},
	// Yoga fetches its WebAssembly from a data: URL, for which Node loads the whole of its own `fetch`, and waits for it with
	// a top-level await, which CommonJS cannot have.
	patch('yoga-layout/dist/binaries/yoga-wasm-base64-esm.js', [
		/("data:application\/octet-stream;base64,)([\w+/]+=*)(".*)$/s,
		'$1$3\nexport const wasm = "$2";',
	]),
	patch(
		'yoga-layout/dist/src/index.js',
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
	),
	// Its devtools, which Ink awaits likewise, are not a part of the program.
	patch('ink/build/reconciler.js', [/await (?:import\('\.\/devtools\.js'\)|loadPackageJson\(\))/g, '{}']),
	// Its `fetch`, sockets, caches and mocks are not a part of the program either, and have Node load its own copy of them.
	patch('undici/index.js', [
		/^[\s\S]*$/,
		`Object.assign(require('./lib/dispatcher/dispatcher').prototype, require('./lib/api'));
		module.exports = {
			Agent: require('./lib/dispatcher/agent'),
			ProxyAgent: require('./lib/dispatcher/proxy-agent'),
			buildConnector: require('./lib/core/connect'),
		};`,
	]),
	// V8 compiles this expression with the first frame. All that it matches holds one of these characters.
	patch('string-width/index.js', [
		/const rgiEmojiRegex = (\/.+\/v);/,
		'let rgiEmoji; const rgiEmojiRegex = {test: text => /[\\p{Emoji_Presentation}\\uFE0F]/u.test(text) && (rgiEmoji ??= $1).test(text)};',
	]),
];
