import {UsageError} from '../model/errors.ts';
import {parseFilter} from '../state/filter.ts';
import {parseSort} from '../state/sort.ts';
import type {SavedView} from '../state/state.ts';
import {durationForm, parseDuration} from './duration.ts';
import type {ConfigFile} from './file.ts';
import {suggestion} from './nearest.ts';

const usualStuckAfter = '5m';

/** The saved views of the file. Throws `UsageError` for a bad filter or sort. */
export const viewsOf = ({content, place}: ConfigFile): Readonly<Record<string, SavedView>> => {
	const views: Record<string, SavedView> = {};
	for (const [name, {kind = 'all', filter = '', sort = ''}] of Object.entries(content.views ?? {})) {
		const filtered = parseFilter(filter);
		if ('error' in filtered) throw new UsageError(`${place('views', name, 'filter')}: ${filtered.error}`);
		const sorted = sort === '' ? null : parseSort(sort);
		if (sorted && 'error' in sorted) throw new UsageError(`${place('views', name, 'sort')}: ${sorted.error}`);
		views[name] = {kind, filter, sort};
	}

	return views;
};

/** The keys of the file; `keyFault` says what is wrong with them. Throws `UsageError`. */
export const keysOf = (
	{content, place}: ConfigFile,
	keyFault: (keys: Readonly<Record<string, string>>) => string | null,
): Readonly<Record<string, string>> => {
	const keys: Record<string, string> = {};
	// One more at a time, so that the fault has a line.
	for (const [command, key] of Object.entries(content.keys ?? {})) {
		keys[command] = key;
		const fault = keyFault(keys);
		if (fault !== null) throw new UsageError(`${place('keys', command)}: ${fault}`);
	}

	return keys;
};

/** After how many milliseconds a transition is stuck. Throws `UsageError`. */
export const stuckAfterOf = ({content, place}: ConfigFile): number => {
	const stuckAfterMs = parseDuration(content.stuckAfter ?? usualStuckAfter);
	if (stuckAfterMs === null) throw new UsageError(`${place('stuckAfter')}: expected ${durationForm}`);
	return stuckAfterMs;
};

/** The theme of the file, if any; throws `UsageError` when it is none of `themes`. */
export const themeOf = ({content, place}: ConfigFile, themes: readonly string[]): string | null => {
	const {theme} = content;
	if (theme === undefined || themes.includes(theme)) return theme ?? null;
	throw new UsageError(`${place('theme')}: expected one of ${themes.join(', ')}${suggestion(theme, themes)}`);
};
