import {actionSteps} from './actions/actions.js';
import {
	comesTooEarly,
	confirmSteps,
	formSteps,
	menuSteps,
	ownersSteps,
	quitSteps,
	sendSteps,
	typeIntoDialog,
} from './actions/dialog.js';
import {gridSteps} from './grid/view.js';
import {pinCursor} from './grid/window.js';
import type {Context} from './keys/binding.js';
import {bindingOf, type CommandName, contextOf} from './keys/keymap.js';
import {lookSteps, relist, reload} from './look.js';
import type {Message} from './message.js';
import {navigationSteps} from './navigation.js';
import {type Next, next, type Step} from './next.js';
import {withNotice} from './notice.js';
import {describeSteps} from './pages/describe.js';
import {changesSteps, faultsSteps, helpSteps, sourcesSteps} from './pages/list-views.js';
import {logsSteps} from './pages/logs.js';
import {searchSteps} from './pages/search.js';
import {promptSteps, typeIntoPrompt} from './prompt/prompt.js';
import {isBlind} from './seen.js';
import type {State} from './state.js';
import {typedBy} from './text/text-edit.js';

type KeyMessage = Pick<Extract<Message, {type: 'key'}>, 'key' | 'seen'>;
type Steps = Partial<Readonly<Record<CommandName, Step>>>;

const programSteps: Steps = {
	redraw: state => next(state, {type: 'redraw'}),
	suspend: state => next({...state, suspended: true}, {type: 'suspend'}),
	'quit-now': state => next(state, {type: 'exit', interrupted: true}),
};

const viewSteps: Steps = {...programSteps, ...navigationSteps, relist};
const rowSteps: Steps = {...viewSteps, ...lookSteps, ...actionSteps};

const steps: Readonly<Record<Context, Steps>> = {
	grid: {...rowSteps, ...gridSteps},
	describe: {...rowSteps, ...searchSteps, ...describeSteps, reload},
	logs: {...viewSteps, ...searchSteps, ...logsSteps},
	changes: {...viewSteps, ...changesSteps},
	faults: {...viewSteps, ...faultsSteps},
	sources: {...viewSteps, ...sourcesSteps},
	help: {...viewSteps, ...helpSteps},
	stats: viewSteps,
	actions: {...programSteps, ...menuSteps},
	owners: {...programSteps, ...ownersSteps},
	form: {...programSteps, ...formSteps},
	confirm: {...programSteps, ...confirmSteps},
	send: {...programSteps, ...sendSteps},
	quit: {...programSteps, ...quitSteps},
	prompt: {...programSteps, ...promptSteps},
};

/** What a command does in a context; undefined where it does nothing. */
export const stepOf = (command: CommandName, context: Context): Step | undefined => steps[context][command];

/** Types text into the prompt or the form that is open; nothing where none is. */
export const typeText = (state: State, text: string): State =>
	state.prompt ? typeIntoPrompt(state, text) : typeIntoDialog(state, text);

// What still works where nothing can be seen.
const blindCommands: readonly CommandName[] = ['quit-now', 'back', 'suspend', 'redraw'];

const pressBlindly = (state: State, key: string): Next => {
	const command = bindingOf(key, 'grid', state.settings.keys)?.command;
	const step = command && blindCommands.includes(command) && stepOf(command, 'grid');
	return step ? step(state) : next(state);
};

// What was said of an earlier command is over once another one succeeds; one that is still being typed has not.
const withoutNotice = (before: State, {state, effects}: Next): Next => {
	const isOver = state.notice !== null && state.notice === before.notice && state.prompt === null;
	return {state: isOver ? {...state, notice: null} : state, effects};
};

/** Does what a key stands for now, refuses it with the reason, or types it. */
export const pressKey = (before: State, {key, seen}: KeyMessage): Next => {
	if (isBlind(before, seen)) return pressBlindly(before, key);
	const context = contextOf(before);
	const state = context === 'grid' ? pinCursor(before, seen) : before;
	const binding = bindingOf(key, context, state.settings.keys);
	const step = binding && stepOf(binding.command, context);
	if (!binding || !step) {
		const typed = typedBy(key);
		return next(typed === null ? state : typeText(state, typed));
	}

	if (comesTooEarly(state, binding.command)) return next(state);
	const reason = binding.refuse(state);
	return reason === null ? withoutNotice(state, step(state)) : next(withNotice(state, 'warning', reason));
};
