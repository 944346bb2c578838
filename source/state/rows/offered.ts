import type {Action} from '../../model/action.js';
import type {Plugin} from '../../model/plugin.js';
import type {Resource} from '../../model/resource.js';

/** What a plugin is among the actions. */
export const pluginAction = (plugin: Plugin): Action => ({
	name: plugin.name,
	title: plugin.name,
	verb: null,
	dangerous: false,
	needsNoInput: true,
	plugin,
});

/** The action of a resource with the same name, else with the same verb; or undefined. A plugin runs on any. */
export const offeredBy = (
	resource: Resource,
	action: Pick<Action, 'name' | 'verb' | 'plugin'>,
): Action | undefined =>
	(action.plugin && pluginAction(action.plugin)) ??
	resource.actions.find(one => one.name === action.name) ??
	resource.actions.find(one => one.verb !== null && one.verb === action.verb);

/** The actions that all targets offer, as the first one names and orders them. */
export const commonActions = ([first, ...rest]: readonly Resource[]): readonly Action[] =>
	first?.actions.filter(action => rest.every(other => offeredBy(other, action))) ?? [];
