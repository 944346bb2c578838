import {configPath} from '../config/config.js';
import {Faults} from '../config/faults.js';
import {readConfigFile} from '../config/file.js';
import {diskFiles} from '../files/read.js';
import {completeWords} from '../flags/complete.js';
import type {Kind} from '../model/kind.js';
import {standard} from '../state/vocabulary.js';
import {topicNames} from './help-topics.js';
import {homeOf} from './system.js';

type CompletionFamily = {
	readonly name: string;
	readonly title: string;
	readonly kinds: () => Promise<readonly Kind[]>;
};

/** Only names are read: nothing that the file names is opened or run. */
const sourcesIn = (
	words: readonly string[],
	families: readonly CompletionFamily[],
	environment: NodeJS.ProcessEnv,
): readonly string[] => {
	const place = words.findIndex(word => word === '--config' || word.startsWith('--config='));
	const given = place === -1 ? null : (words[place]?.split('=')[1] ?? words[place + 1] ?? null);
	const path = configPath({environment, home: homeOf(environment), config: given});
	try {
		const names = families.map(({name}) => name);
		const {content} = readConfigFile(path, diskFiles, false, names, new Faults());
		return Object.keys(content.sources ?? {});
	} catch {
		// Whoever completes a word is not told of a faulty file: the command that follows says it.
		return [];
	}
};

/** What the last of the words after `rwatch` may become, one a line. No server is asked and no command is run. */
export const completionLines = async (
	words: readonly string[],
	families: readonly CompletionFamily[],
	environment: NodeJS.ProcessEnv,
): Promise<string> => {
	const kinds = (await Promise.all(families.map(family => family.kinds()))).flat();
	const pages = standard.pages.flatMap(({name, list, text}) => (list || text ? [name] : []));
	const known = {
		sources: sourcesIn(words, families, environment),
		kinds: ['all', 'tree', ...kinds.map(({plural}) => plural), ...pages],
		topics: topicNames(families),
	};
	return completeWords(words, known)
		.map(word => `${word}\n`)
		.join('');
};
