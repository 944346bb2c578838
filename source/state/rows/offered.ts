import type {Action} from '../../model/action.js';
import type {Resource} from '../../model/resource.js';

/** The action of a resource with the same name, else with the same verb; or undefined. */
export const offeredBy = (resource: Resource, action: Pick<Action, 'name' | 'verb'>): Action | undefined =>
	resource.actions.find(one => one.name === action.name) ??
	resource.actions.find(one => one.verb !== null && one.verb === action.verb);

/** The actions that all targets offer, as the first one names and orders them. */
export const commonActions = ([first, ...rest]: readonly Resource[]): readonly Action[] =>
	first?.actions.filter(action => rest.every(other => offeredBy(other, action))) ?? [];
