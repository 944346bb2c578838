// Loads the parts of the bundle, each a CommonJS module whose text stands in a comment, when they are wanted. What V8
// has compiled of them is kept in the user's cache folder for the next start.
const builtin = name => process.getBuiltinModule(`node:${name}`);
const {mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} = builtin('fs');
const {join} = builtin('path');
const {Script} = builtin('vm');

// Of the file: as the bundle can be a script, it has no `import.meta`. An executable has no argument of its own.
const filename = process.argv[1] ?? process.execPath;
const meta = {filename, url: builtin('url').pathToFileURL(filename).href};
const folder = join(process.env.XDG_CACHE_HOME || join(builtin('os').homedir(), '.cache'), 'rwatch');
const build = Buffer.from(buildId);
// Not before `source/program/optimiser.ts` has set back the flags: V8 takes nothing that was kept with others.
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

const keepAll = () => {
	const fresh = [...loaded].filter(([, {script}]) => script.cachedDataRejected !== false);
	for (const [name, {script}] of fresh) keep(name, script);
	if (fresh.length === 0) return;
	try {
		// What an earlier version of the program has left.
		const isStale = file => file.startsWith(prefix) && !(`./${file.slice(prefix.length)}` in parts);
		for (const file of readdirSync(folder).filter(isStale)) rmSync(join(folder, file), {force: true});
	} catch {
		// Then nothing could be cached either.
	}
};

/** The functions of the modules in a group, by name. */
const functionsOf = group => {
	const known = loaded.get(group);
	if (known) return known.functions;
	const source = parts[group].toString();
	const text = source.slice(source.indexOf('/*') + 2, -3).replaceAll('*\u0001', '*/');
	const script = new Script(text, {filename: `${filename}#${group.slice(2)}`, cachedData: compiledOf(group)});
	const functions = script.runInThisContext();
	loaded.set(group, {script, functions});
	return functions;
};

/** A module of Node. There are no others beside the bundle: what packages can do without is not in it. */
const ofNode = name => {
	const found = process.getBuiltinModule(name);
	if (found) return found;
	throw Object.assign(new Error(`There is no module ${name}`), {code: 'MODULE_NOT_FOUND'});
};

const require = given => {
	const name = given.startsWith('./') ? given : `./${given}.js`;
	if (!(name in groups)) return ofNode(given);
	const known = modules.get(name);
	if (known) return known.exports;
	const module = {exports: {}};
	modules.set(name, module);
	functionsOf(groups[name])[name](module.exports, require, module, meta);
	return module.exports;
};

// A screen that has been used for a while has compiled what the next one starts with.
if (isKept && process.stdout.isTTY) setTimeout(keepAll, keepAfterMs).unref();

export const {main} = require('./main.js');
