import {type Config, loadConfig} from '../config/config.js';
import type {FamilyConfig} from '../config/family.js';
import type {SettingsJudges} from '../config/file-settings.js';
import type {JudgeView} from '../config/settings.js';
import {diskFiles} from '../files/read.js';
import type {Flags} from '../flags/flags.js';
import {verbs} from '../model/action.js';
import {themeNames} from '../model/theme-name.js';
import type {SourceFamily} from '../sources/family.js';
import {checkFilter} from '../state/filter/check-filter.js';
import {keyWarnings} from '../state/keys/key-faults.js';
import {viewFaults} from '../state/view-faults.js';
import {isCommand, keyFault} from '../state/vocabulary.js';
import {terminalPrompt} from './prompt.js';
import {runCommand} from './run-command.js';
import {homeOf, type System} from './system.js';

/** A family, with what it can do and how it is configured. */
export type ConfiguredFamily = FamilyConfig & SourceFamily;

// Throughout the run a filter means what it means in a view.
const judgeFilter = (filter: string): string | null => {
	const checked = checkFilter(filter);
	return 'error' in checked ? checked.error : null;
};

const kindsOf = async (families: readonly ConfiguredFamily[]) =>
	(await Promise.all(families.map(family => family.kinds()))).flat();

// Only a check needs to know which kinds there are: a run learns them from the servers.
const viewJudge = async ({command}: Flags, families: readonly ConfiguredFamily[]): Promise<JudgeView> => {
	if (command !== 'config check') return (_name, view) => viewFaults(view);
	const {viewDoubts} = await import('../state/view-doubts.js');
	const kinds = await kindsOf(families);
	return (name, view, more) => [...viewFaults(view), ...viewDoubts(name, view, kinds, more)];
};

const filterDoubter = async (
	{command}: Flags,
	families: readonly ConfiguredFamily[],
): Promise<SettingsJudges['doubtFilter']> => {
	if (command !== 'config check') return () => [];
	const {unheardIn} = await import('../state/filter/unheard.js');
	const {sourceKind} = await import('../state/watching/source-rows.js');
	const kinds = [...(await kindsOf(families)), sourceKind];
	return (filter, more) => unheardIn(filter, kinds, more);
};

const actionsOf = async ({command}: Flags, families: readonly ConfiguredFamily[]) =>
	command === 'config check'
		? (await Promise.all(families.map(async ({actions}) => (await actions?.()) ?? []))).flat()
		: [];

/** Loads all that is configured on this machine. Throws `UsageError`. */
export const configOf = async (
	flags: Flags,
	families: readonly ConfiguredFamily[],
	{stdin, stderr, env}: System,
): Promise<Config> =>
	loadConfig({
		families,
		flags,
		environment: env,
		home: homeOf(env),
		files: diskFiles,
		keyFault,
		isCommand,
		judgeView: await viewJudge(flags, families),
		judgeFilter,
		doubtFilter: await filterDoubter(flags, families),
		actions: await actionsOf(flags, families),
		columnJudges: async () => ({
			kinds: await kindsOf(families),
			isPath: (await import('../sources/requests/json-path.js')).isPath,
		}),
		verbs,
		keyWarnings,
		themes: themeNames,
		// Who asks for a report to send on is not asked for anything.
		ask: flags.json || flags.report ? null : terminalPrompt(stdin, stderr),
		async isOpen(source) {
			for (const {isOpen} of families) if (await isOpen?.(source)) return true;
			return false;
		},
		run: runCommand,
	});
