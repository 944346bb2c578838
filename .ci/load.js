// Loads the parts of the bundle, each a CommonJS module whose text stands in a comment, when they are wanted. What V8
// has compiled of them is kept in the user's cache folder for the next start.
const builtin = name => process.getBuiltinModule(`node:${name}`);
const {
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
	readSync,
	realpathSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} = builtin('fs');
const {dirname, join} = builtin('path');
const {Script} = builtin('vm');

// Of the file: as the bundle can be a script, it has no `import.meta`. An executable has no argument of its own.
const filename = process.argv[1] ?? process.execPath;
const meta = {filename, url: builtin('url').pathToFileURL(filename).href};
const folder = join(process.env.XDG_CACHE_HOME || join(builtin('os').homedir(), '.cache'), 'rwatch');
const build = Buffer.from(buildId);
// Not before `source/program/first-listing.ts` has set back the flags: V8 takes nothing that was kept with others.
const keepAfterMs = 3000;

// It is code: none is run that another user may have written. Node's own switch for its compile cache counts here too.
const isFolderOurs = () => {
	try {
		const {uid, mode} = statSync(folder);
		return uid === (process.getuid?.() ?? uid) && (mode & 0o022) === 0;
	} catch (error) {
		return error.code === 'ENOENT';
	}
};
const isKept = !process.env.NODE_DISABLE_COMPILE_CACHE && isFolderOurs();

const prefix = `${process.version}-${process.arch}-`;
const pathOf = name => join(folder, prefix + name.slice(2));
const loaded = new Map();
const modules = new Map();

/** So many bytes of the single file. Throws where it ends before. */
const bytesOf = (file, from, count) => {
	const bytes = Buffer.allocUnsafe(count);
	if (readSync(file, bytes, 0, count, from) < count) throw new Error('the file is cut off');
	return bytes;
};

/** Opens the single file beside this one: both are of one build. */
const openSingle = () => {
	// It has no `__filename` where a package.json above it makes a module of it.
	const script = realpathSync(typeof __filename === 'string' ? __filename : filename);
	const path = join(dirname(script), 'rwatch.mjs');
	try {
		const file = openSync(path);
		if (bytesOf(file, textOffset - build.length, build.length).equals(build)) return file;
		throw new Error('the file is of another build');
	} catch ({message}) {
		process.stderr.write(
			`Cannot read the program from ${path}: ${message}; copy the file of the same build there\n`,
		);
		process.exit(1);
	}
};

// In the single file it is the text of all parts. cli.js is without it: Node would read and decode all of it at the start.
const single = typeof wholeText === 'string' ? null : openSingle();

const textOf = part => {
	const [from, to] = places[part];
	return single === null
		? wholeText.slice(from, to)
		: bytesOf(single, textOffset + from, to - from).latin1Slice();
};

const compiledOf = name => {
	try {
		const kept = readFileSync(pathOf(name));
		return isKept && kept.subarray(-build.length).equals(build) ? kept.subarray(0, -build.length) : undefined;
	} catch {
		return undefined;
	}
};

const keep = (name, script) => {
	const draft = `${pathOf(name)}.${process.pid}`;
	try {
		mkdirSync(folder, {recursive: true, mode: 0o700});
		writeFileSync(draft, Buffer.concat([script.createCachedData(), build]), {mode: 0o600});
		renameSync(draft, pathOf(name));
	} catch {
		// If this fails, only the next start takes longer.
		rmSync(draft, {force: true});
	}
};

const keepAll = async () => {
	const fresh = [...loaded].filter(([, {script}]) => script.cachedDataRejected !== false);
	for (const [name, {script}] of fresh) {
		keep(name, script);
		// A key must not wait for all of them.
		await new Promise(resolve => setImmediate(resolve));
	}

	if (fresh.length === 0) return;
	try {
		// What an earlier version of the program has left.
		const isStale = file => file.startsWith(prefix) && !(`./${file.slice(prefix.length)}` in places);
		for (const file of readdirSync(folder).filter(isStale)) rmSync(join(folder, file), {force: true});
	} catch {
		// Then nothing could be cached either.
	}
};

/** The functions of the modules in a part, by name. */
const functionsOf = part => {
	const known = loaded.get(part);
	if (known) return known.functions;
	const text = textOf(part).replaceAll('*\u0001', '*/');
	const script = new Script(text, {filename: `${filename}#${part.slice(2)}`, cachedData: compiledOf(part)});
	const functions = script.runInThisContext();
	loaded.set(part, {script, functions});
	return functions;
};

const functionOf = name =>
	functionsOf(name in places ? name : './main.js')[name] ?? functionsOf('./sources.js')[name];

/** A module of the bundle: in a part of its own, or in one of the two of what is needed at the start. */
const load = name => {
	const known = modules.get(name);
	if (known) return known.exports;
	const module = {exports: {}};
	modules.set(name, module);
	functionOf(name)(module.exports, require, module, meta);
	return module.exports;
};

/** A module of Node. There are no others beside the bundle: what packages can do without is not in it. */
const ofNode = name => {
	const found = process.getBuiltinModule(name);
	if (found) return found;
	throw Object.assign(new Error(`There is no module ${name}`), {code: 'MODULE_NOT_FOUND'});
};

/** What is loaded when one of its exports is read: esbuild has these read where they are used, not where they are imported. */
const later = name => {
	const read = (_, key) => {
		if (key === '__esModule') return true;
		const exports = `./${name}.js` in places ? load(`./${name}.js`) : ofNode(name);
		return exports[key] ?? (key === 'default' ? exports : exports.default?.[key]);
	};
	return new Proxy({default: null}, {get: read});
};

const require = given => {
	if (given.startsWith('./')) return load(given);
	return given.startsWith('later:') ? later(given.slice('later:'.length)) : ofNode(given);
};

// A screen that has been used for a while has compiled what the next one starts with.
if (isKept && process.stdout.isTTY) setTimeout(keepAll, keepAfterMs).unref();

export const {main} = require('./main.js');
