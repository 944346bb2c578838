import type {Plugin} from '../model/plugin.js';
import {actionCommands} from './actions/action-commands.js';
import {dialogSteps} from './actions/dialog.js';
import {bundlePage} from './bundle-page.js';
import {columnCommands} from './choose-columns.js';
import {scopeCommands} from './choose-scope.js';
import {explainPage} from './explain-page.js';
import {forwardsPage} from './forwards-page.js';
import {gridPage} from './grid/view.js';
import {journalPage} from './journal-page.js';
import {faultOfKeys} from './keys/key-faults.js';
import {buildKeymap, type Keymap, type Keys} from './keys/keymap.js';
import {dialogCommands, moveCommands} from './keys/shared-commands.js';
import {lookCommands} from './look.js';
import {helpCommand, viewCommands} from './navigation.js';
import {awayCommand, awayPage} from './pages/away.js';
import {changesPage} from './pages/changes.js';
import {connectionPage} from './pages/connection.js';
import {describePage} from './pages/describe.js';
import {faultsPage} from './pages/faults.js';
import {helpPage} from './pages/help.js';
import {logLinePage} from './pages/log-line.js';
import {logsPage} from './pages/logs.js';
import {stepsOf} from './pages/page-list.js';
import {pulsePage} from './pages/pulse.js';
import {searchCommands} from './pages/search.js';
import {sourcesPage} from './pages/sources.js';
import {statsPage} from './pages/stats.js';
import {watchingPage} from './pages/watching.js';
import {whoamiPage} from './pages/whoami.js';
import {pastCommands} from './past/past-commands.js';
import {pluginCommands} from './plugins/plugins.js';
import {programCommands} from './program-commands.js';
import {isCommandWord} from './prompt/commands.js';
import {promptSteps} from './prompt/prompt.js';
import {secretPage} from './secret-page.js';
import type {Command, Page, State, Steps} from './state.js';
import {tellMeCommands} from './tell-me.js';
import {visitCommands} from './visits/commands.js';

/** All kinds of views, all commands, and what these do in dialogs. */
export type Vocabulary = {
	readonly pages: readonly Page[];
	/** In the order of the help, within each group. */
	readonly commands: readonly Command[];
	/** By the name of a dialog, or `prompt`. */
	readonly dialogs: Readonly<Record<string, Steps>>;
};

/** That of the program. A new view is a line in `pages`, a new command an entry in one of these lists. */
export const standard: Vocabulary = {
	pages: [
		gridPage,
		logsPage,
		logLinePage,
		describePage,
		explainPage,
		bundlePage,
		statsPage,
		sourcesPage,
		connectionPage,
		pulsePage,
		changesPage,
		faultsPage,
		journalPage,
		watchingPage,
		forwardsPage,
		awayPage,
		whoamiPage,
		secretPage,
		helpPage,
	],
	commands: [
		...moveCommands,
		...viewCommands,
		...visitCommands,
		...scopeCommands,
		...columnCommands,
		...searchCommands,
		helpCommand,
		...actionCommands,
		...lookCommands,
		...tellMeCommands,
		awayCommand,
		...dialogCommands,
		...pastCommands,
		...programCommands,
	],
	dialogs: {...dialogSteps, prompt: promptSteps},
};

/** The pages of a vocabulary by name, and its keymap with the keys of the configuration. */
export const vocabularyOf = (
	{pages, commands, dialogs}: Vocabulary,
	keys: Keys,
	plugins: readonly Plugin[] = [],
): Pick<State, 'pages' | 'keymap'> => ({
	pages: new Map(pages.map(page => [page.name, page])),
	keymap: buildKeymap(
		[...commands, ...pluginCommands(plugins, keys), ...pages.flatMap(page => page.commands ?? [])],
		{
			views: new Map(pages.map(page => [page.name, stepsOf(page)])),
			rows: pages.flatMap(({name, subject}) => (subject ? [name] : [])),
			dialogs: new Map(Object.entries(dialogs)),
		},
		keys,
	),
});

/** The keymap of all commands, with the keys of the configuration: for the documentation and the configuration. */
export const keymapOf = (keys: Keys = {}, vocabulary = standard): Keymap<State> =>
	vocabularyOf(vocabulary, keys).keymap;

/** What is wrong with the keys of the configuration (unknown command or key, collision), or null. */
export const keyFault = (keys: Keys, plugins: readonly Plugin[] = []): string | null =>
	faultOfKeys(vocabularyOf(standard, keys, plugins).keymap, keys);

/** Whether this is the name of a command, which no plugin can have. */
export const isCommand = (name: string): boolean =>
	isCommandWord(vocabularyOf(standard, {}), name) || keymapOf().table.some(({command}) => command === name);
