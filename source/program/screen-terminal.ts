import process from 'node:process';
import type {ReadStream} from 'node:tty';
import type {Config} from '../config/config.js';
import {askCredentials} from '../config/login.js';
import {printable} from '../model/printable.js';
import type {Source} from '../model/source.js';
import type {Terminal} from '../runtime/performers.js';
import type {Store} from '../runtime/store.js';
import {redactMessage} from '../secrets/text.js';
import type {MountedApp} from '../views/mount.js';
import {browse} from './browse.js';
import type {OpenSources} from './open-sources.js';
import {PromptInterrupted, terminalPrompt} from './prompt.js';
import type {PluginPlace} from './run-plugin.js';
import {saveText} from './save-text.js';
import {runShell} from './shell.js';
import type {System} from './system.js';

/** The person's terminal: input and output. */
export type Person = Pick<System, 'stdout' | 'env'> & {readonly keyboard: ReadStream};

/** Prompts for credentials in the normal terminal mode, without echo; resolves to whether some were entered. */
const enterCredentials = async (
	opened: OpenSources,
	config: Config,
	{name, family}: Source,
	{keyboard, stdout}: Person,
): Promise<boolean> => {
	const ask = terminalPrompt(keyboard, stdout);
	if (ask === null) return false;
	try {
		const credentials = await askCredentials(name, config.loginOf(family), ask);
		if (credentials !== null) opened.enter(name, credentials);
		return credentials !== null;
	} catch (error) {
		if (error instanceof PromptInterrupted) return false;
		throw error;
	}
};

/** What programs of the user's run in. */
const placeFor = (store: Store, {secretVariables}: Config, {env: environment}: Person): PluginPlace => ({
	state: store.getState(),
	environment,
	secretVariables,
});

/** What a terminal is made of. App and store are lazy, because creating them needs the terminal. */
type TerminalParts = {
	readonly app: () => MountedApp;
	readonly store: () => Store;
	readonly opened: OpenSources;
	readonly config: Config;
	readonly person: Person;
	readonly exit: (interrupted: boolean) => void;
};

/** Runs what needs the terminal in its normal mode; resolves or rejects as that does. */
const whileSuspended = async <Result>(app: MountedApp, work: () => Promise<Result>): Promise<Result> => {
	let done: Promise<Result> | undefined;
	await app.suspend(async () => {
		done = work();
		await done.catch(() => undefined);
	});
	if (!done) throw new Error('the terminal cannot be handed over now');
	return done;
};

/** What the effects do that need the terminal, or the machine that it is on. */
export const terminalOf = ({app, store, opened, config, person, exit}: TerminalParts): Terminal => ({
	redraw: () => app().repaint(),
	// The listener for this signal gives the terminal back first.
	suspend: () => void process.kill(process.pid, 'SIGTSTP'),
	copy: text => void app().copy(text),
	save: async (name, text) => saveText(name, text),
	async saveLog({name, ...log}) {
		const {savedLog} = await import('../output/saved-log.js');
		return saveText(name, savedLog(log));
	},
	async saveGrid(name, format) {
		const {gridText} = await import('../output/grid.js');
		const {text, rows} = gridText(store().getState(), format);
		return {path: saveText(name, text), rows};
	},
	browse,
	runPlugin: async (plugin, resource, signal) => {
		const {runPlugin} = await import('./run-plugin.js');
		return runPlugin(plugin, resource, placeFor(store(), config, person), signal);
	},
	call: ({text, bell, notify}) => app().call({text: printable(redactMessage(text)), bell, notify}),
	runAlert: async (alert, row, more, failed, signal) => {
		const [{runAlert}, {placeOf}] = await Promise.all([import('./run-alert.js'), import('./run-plugin.js')]);
		const place = placeOf(placeFor(store(), config, person), row.resource);
		return runAlert(alert, row, more, place, failed, signal);
	},
	shell: (source, resource, session) =>
		whileSuspended(app(), () => runShell(source, resource, session, person)),
	edit: (fileName, text) =>
		whileSuspended(app(), async () => {
			const {editText} = await import('./editor.js');
			const {withoutCredentials} = await import('./run-plugin.js');
			return editText(fileName, text, withoutCredentials(person.env, config.secretVariables), person);
		}),
	askCredentials: source => whileSuspended(app(), () => enterCredentials(opened, config, source, person)),
	exit,
});
