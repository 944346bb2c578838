import {configPath} from '../config/config.js';
import type {FamilyConfig} from '../config/family.js';
import {Faults} from '../config/faults.js';
import {readConfigFile} from '../config/file.js';
import type {FileContent} from '../config/schema.js';
import {urlParser} from '../config/source-url.js';
import {vendorsOf} from '../config/vendors.js';
import {diskFiles} from '../files/read.js';
import {completeWords} from '../flags/complete.js';
import type {Kind} from '../model/kind.js';
import {knownColumns} from '../state/grid/sort.js';
import {opensByName} from '../state/page.js';
import {kindNamed, resolveKind} from '../state/rows/kinds.js';
import {standard} from '../state/vocabulary.js';
import {topicNames} from './help-topics.js';
import {homeOf} from './system.js';

type CompletionFamily = FamilyConfig & {readonly kinds: () => Promise<readonly Kind[]>};

/** Only the file itself is read: nothing that it names is opened or run. */
const contentOf = (
	words: readonly string[],
	families: readonly CompletionFamily[],
	environment: NodeJS.ProcessEnv,
): FileContent => {
	const place = words.findIndex(word => word === '--config' || word.startsWith('--config='));
	const given = place === -1 ? null : (words[place]?.split('=')[1] ?? words[place + 1] ?? null);
	const path = configPath({environment, home: homeOf(environment), config: given});
	try {
		const names = families.map(({name}) => name);
		return readConfigFile(path, diskFiles, false, names, new Faults()).content;
	} catch {
		// Completion stays silent about a faulty file: the command that follows reports it.
		return {};
	}
};

/** Names of sources in the vendors' own files, as far as these can be read. */
const vendorNames = (
	families: readonly CompletionFamily[],
	environment: NodeJS.ProcessEnv,
): readonly string[] => {
	const vendors = vendorsOf(families, {
		parseUrl: urlParser(families),
		files: diskFiles,
		environment,
		home: homeOf(environment),
		warn: () => undefined,
		run: () => Promise.reject(new Error('a completion runs nothing')),
	});
	return vendors.names().map(({name}) => name);
};

/** Columns of a kind, as far as they are known without a server. */
const columnsOf = (typed: string, kinds: readonly Kind[], {columns = {}}: FileContent): readonly string[] => {
	const resolved = resolveKind(typed, kinds);
	const kind = 'error' in resolved ? typed : resolved.kind;
	const added = Object.entries(columns).flatMap(([word, entries]) =>
		kind === 'all' || kindNamed(word, kinds) === kind ? entries.flatMap(entry => entry?.title ?? []) : [],
	);
	return [...knownColumns(kind, kinds), ...added].map(title => title.toLowerCase());
};

/** What the last of the words after `rwatch` may become, one a line. No server is asked and no command is run. */
export const completionLines = async (
	words: readonly string[],
	families: readonly CompletionFamily[],
	environment: NodeJS.ProcessEnv,
): Promise<string> => {
	const kinds = (await Promise.all(families.map(family => family.kinds()))).flat();
	const pages = standard.pages.flatMap(page => (opensByName(page) ? [page.name] : []));
	const content = contentOf(words, families, environment);
	const known = {
		sources: [...Object.keys(content.sources ?? {}), ...vendorNames(families, environment)],
		columns: (kind: string) => columnsOf(kind, kinds, content),
		kinds: ['all', 'tree', ...kinds.map(({plural}) => plural), ...pages],
		topics: topicNames(families),
	};
	return completeWords(words, known)
		.map(word => `${word}\n`)
		.join('');
};
