import type {Action} from '../../model/action.js';
import type {Plugin} from '../../model/plugin.js';
import type {Resource} from '../../model/resource.js';
import {beginQuickly} from '../actions/begin.js';
import type {Keys} from '../keys/keymap.js';
import {refuseDeed} from '../policy/policy.js';
import {kindNamed} from '../rows/kinds.js';
import {pluginAction} from '../rows/offered.js';
import type {Command, State} from '../state.js';
import {targetsOf} from '../subject.js';

const isFor = ({kinds: words}: Plugin, {kind}: Resource, {kinds}: State): boolean =>
	words.length === 0 ||
	words.some(word => word.toLowerCase() === 'all' || (kindNamed(word, kinds) ?? word) === kind);

const refuse = (state: State, plugin: Plugin, action: Action): string | null => {
	const targets = targetsOf(state);
	const other = targets.find(target => !isFor(plugin, target, state));
	return other
		? `${plugin.name} is for ${plugin.kinds.join(', ')}; ${other.name} is a ${other.kind}`
		: refuseDeed(state, {targets, action});
};

/** The commands of the plugins; those without a key are in the menu of actions. */
export const pluginCommands = (plugins: readonly Plugin[], keys: Keys): readonly Command[] =>
	plugins.map((plugin): Command => {
		const action = pluginAction(plugin);
		return {
			command: plugin.name,
			keys: '',
			title: `plugin ${plugin.name}`,
			group: 'act',
			word: plugin.name,
			...(keys[plugin.name] === undefined && {isInMenu: true}),
			refuse: state => refuse(state, plugin, action),
			on: 'rows',
			run: state => beginQuickly(state, targetsOf(state), action),
		};
	});
