// How the bundle loads its parts: it holds them as text, each a CommonJS module, and its own modules for them to use.
import {createRequire} from 'node:module';
import {compileFunction} from 'node:vm';
import {modules, texts} from 'parts';

const require = createRequire(import.meta.url);
const loaded = {};

const compile = name => {
	const parameters = ['exports', 'require', 'module', '__filename', 'loadPart'];
	// Named in stack traces.
	const filename = `${import.meta.url}#${name.replace('./', '')}`;
	return compileFunction(texts[name](), parameters, {filename});
};

/** What a part exports, from its first use on; other names are of modules of Node. */
export const loadPart = name => {
	if (name in modules) return modules[name]();
	if (!(name in texts)) return require(name);
	if (!(name in loaded)) {
		const module = {exports: {}};
		compile(name)(module.exports, loadPart, module, import.meta.url, loadPart);
		loaded[name] = module.exports;
	}

	return loaded[name];
};
