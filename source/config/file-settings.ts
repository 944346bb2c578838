import type {Alert} from '../model/alert.js';
import type {ExtraColumns} from '../model/extra-column.js';
import type {GuardRule} from '../model/guard-rule.js';
import type {SameHost} from '../model/machine.js';
import type {Plugin} from '../model/plugin.js';
import type {SavedView} from '../model/saved-view.js';
import type {ConfirmRules} from '../model/source-config.js';
import type {Thresholds} from '../model/thresholds.js';
import {alertsOf} from './alerts.js';
import type {ColumnJudges} from './columns.js';
import type {Warn} from './environment.js';
import type {FamilyConfig} from './family.js';
import type {Faults} from './faults.js';
import type {ConfigFile} from './file.js';
import type {FilterJudges} from './filter-judges.js';
import {guardOf} from './guard.js';
import {aliasesOf, type PluginJudges, pluginKeysOf, pluginsOf, secretVariables} from './plugins.js';
import {sameHostsOf} from './same-host.js';
import {
	confirmOf,
	type JudgeView,
	keysOf,
	recorderBytesOf,
	stuckAfterOf,
	themeOf,
	viewsOf,
} from './settings.js';
import {thresholdsOf} from './thresholds.js';

/** What the settings of the file are judged by. */
export type SettingsJudges = {
	/** Says what is wrong with the keys of the file, or null. */
	readonly keyFault: PluginJudges['keyFault'];
	/** Whether this is the name of a command. */
	readonly isCommand: PluginJudges['isCommand'];
	/** Says what is wrong with a saved view of the file. */
	readonly judgeView: JudgeView;
	/** Says what is wrong with a filter of the file. */
	readonly judgeFilter: FilterJudges['judgeFilter'];
	/** Says what may be wrong with it; `more` gives the titles of columns that the file adds to a kind. */
	readonly doubtFilter: (filter: string, more: (kind: string) => readonly string[]) => readonly string[];
	/** Names that servers have for actions; only of use to a check. */
	readonly actions: readonly string[];
	readonly verbs: readonly string[];
	/** What the columns of the file are judged by. */
	readonly columnJudges: () => Promise<ColumnJudges>;
	/** Says what is outdated among them. */
	readonly keyWarnings: (keys: Readonly<Record<string, string>>) => readonly string[];
	/** Names that `theme` may have; the first is the usual one. */
	readonly themes: readonly string[];
};

/** What the file says of everything but its sources, checked. */
export type FileSettings = {
	readonly views: Readonly<Record<string, SavedView>>;
	readonly keys: Readonly<Record<string, string>>;
	readonly plugins: readonly Plugin[];
	/** What words of commands stand for, by those. */
	readonly aliases: Readonly<Record<string, string>>;
	/** Names of the variables of the environment that hold credentials. */
	readonly secretVariables: readonly string[];
	readonly stuckAfterMs: number;
	readonly confirm: ConfirmRules;
	readonly guard: readonly GuardRule[];
	readonly alerts: readonly Alert[];
	/** Machines that names and addresses do not show to be the same. */
	readonly sameHosts: readonly SameHost[];
	/** More columns of the rows of all sources, by kind. */
	readonly columns: ExtraColumns;
	/** From when on figures stand out. */
	readonly thresholds: Thresholds;
	/** How much the time machine keeps, bytes. */
	readonly recorderBytes: number;
	readonly theme: string;
	/** The wheel and clicks are taken. */
	readonly mouse: boolean;
	/** Says in the end how long it took and what was seen. */
	readonly summary: boolean;
};

type Input = SettingsJudges & {
	readonly families: readonly FamilyConfig[];
	readonly flags: {
		readonly command: string;
		readonly theme: string | null;
		readonly mouse: boolean;
		readonly summary: boolean;
	};
};

const ownSettings = (
	input: Input,
	file: ConfigFile,
	columns: ExtraColumns,
	plugins: readonly Plugin[],
	faults: Faults,
	warn: Warn,
) => {
	const more = (kind: string) => (columns.get(kind) ?? []).map(({title}) => title);
	const judges: FilterJudges = {
		judgeFilter: input.judgeFilter,
		doubtFilter: filter => input.doubtFilter(filter, more),
	};
	const actions = [...input.actions, ...plugins.map(({name}) => name)];
	const isCheck = input.flags.command === 'config check';
	return {
		columns,
		aliases: aliasesOf(file, faults),
		secretVariables: secretVariables(input.families, file),
		views: viewsOf(file, (name, view) => input.judgeView(name, view, more), faults, warn),
		stuckAfterMs: stuckAfterOf(file, faults),
		confirm: confirmOf(file),
		guard: guardOf(file, {...judges, verbs: input.verbs, actions, isCheck}, faults, warn),
		alerts: alertsOf(file, judges, faults, warn),
		thresholds: thresholdsOf(file, faults),
		sameHosts: sameHostsOf(file, faults),
		recorderBytes: recorderBytesOf(file, faults),
		mouse: input.flags.mouse || (file.content.mouse ?? false),
		summary: input.flags.summary || (file.content.summary ?? false),
		theme: input.flags.theme ?? themeOf(file, input.themes, faults) ?? input.themes[0] ?? 'default',
	};
};

/** Everything of the file but its sources; faults go to `faults`, what may be one to `warn`. */
export const fileSettings = (
	input: Input,
	file: ConfigFile,
	columns: ExtraColumns,
	faults: Faults,
	warn: Warn,
): FileSettings => {
	const plugins = pluginsOf(file, input, faults);
	const keys = keysOf(file, own => input.keyFault(own, plugins), faults);
	return {
		...ownSettings(input, file, columns, plugins, faults, warn),
		plugins,
		keys: pluginKeysOf(file, plugins, keys, input, faults),
	};
};
