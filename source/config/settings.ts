import {durationForm, parseDuration} from '../model/duration.js';
import {suggestion} from '../model/nearest.js';
import type {SavedView, ViewFault} from '../model/saved-view.js';
import {parseSize, sizeForm} from '../model/size.js';
import type {ConfirmRules} from '../model/source-config.js';
import type {Faults} from './faults.js';
import type {ConfigFile} from './file.js';

const usualStuckAfter = '5m';
const usualRecorderMemory = '64MB';

/** Says what is wrong with a saved view. `more`: the titles of the columns that the file adds to a kind. */
export type JudgeView = (
	name: string,
	view: SavedView,
	more: (kind: string) => readonly string[],
) => readonly ViewFault[];

/** The saved views of the file; what `judge` finds wrong with one goes to `faults`, or to `warn`. */
export const viewsOf = (
	{content, place}: ConfigFile,
	judge: (name: string, view: SavedView) => readonly ViewFault[],
	faults: Faults,
	warn: (line: string) => void,
): Readonly<Record<string, SavedView>> => {
	const views = new Map<string, SavedView>();
	for (const [name, {kind = 'all', filter = '', sort = ''}] of Object.entries(content.views ?? {})) {
		const view = {kind, filter, sort};
		views.set(name, view);
		for (const {key, level, text} of judge(name, view)) {
			const line = `${place('views', name, ...(key === null ? [] : [key]))}: ${text}`;
			if (level === 'warning') warn(line);
			else faults.add(line);
		}
	}

	return Object.fromEntries(views);
};

/** The keys of the file; what `keyFault` finds wrong with one goes to `faults`. */
export const keysOf = (
	{content, place}: ConfigFile,
	keyFault: (keys: Readonly<Record<string, string>>) => string | null,
	faults: Faults,
): Readonly<Record<string, string>> => {
	const keys = new Map<string, string>();
	// One more at a time, so that the fault has a line.
	for (const [command, key] of Object.entries(content.keys ?? {})) {
		const fault = keyFault(Object.fromEntries(keys.set(command, key)));
		if (fault === null) continue;
		faults.add(`${place('keys', command)}: ${fault}`);
		keys.delete(command);
	}

	return Object.fromEntries(keys);
};

/** What is confirmed first: the default, and the sources of the file that have a rule of their own. */
export const confirmOf = ({content}: ConfigFile): ConfirmRules => ({
	usual: content.confirm ?? 'all',
	bySource: new Map(
		Object.entries(content.sources ?? {}).flatMap(([name, {confirm}]) => (confirm ? [[name, confirm]] : [])),
	),
});

/** What is outdated among the keys of the file: one line each. */
export const keyDoubts = (
	{content, place}: ConfigFile,
	keyWarnings: (keys: Readonly<Record<string, string>>) => readonly string[],
): readonly string[] =>
	Object.entries(content.keys ?? {}).flatMap(([command, key]) =>
		keyWarnings({[command]: key}).map(warning => `${place('keys', command)}: ${warning}`),
	);

/** After how many milliseconds a transition is stuck. */
export const stuckAfterOf = ({content, place}: ConfigFile, faults: Faults): number => {
	const stuckAfterMs = parseDuration(content.stuckAfter ?? usualStuckAfter);
	if (stuckAfterMs === null) faults.add(`${place('stuckAfter')}: expected ${durationForm}`);
	return stuckAfterMs ?? 0;
};

/** How much the time machine keeps, bytes. */
export const recorderBytesOf = ({content, place}: ConfigFile, faults: Faults): number => {
	const bytes = parseSize(content.recorder?.memory ?? usualRecorderMemory);
	if (bytes === null) faults.add(`${place('recorder', 'memory')}: expected ${sizeForm}`);
	return bytes ?? 0;
};

/** The theme of the file, if any; one that is not in `themes` is a fault. */
export const themeOf = (
	{content, place}: ConfigFile,
	themes: readonly string[],
	faults: Faults,
): string | null => {
	const {theme} = content;
	if (theme === undefined || themes.includes(theme)) return theme ?? null;
	faults.add(`${place('theme')}: expected one of ${themes.join(', ')}${suggestion(theme, themes)}`);
	return null;
};
