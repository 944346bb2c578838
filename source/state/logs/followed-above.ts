import type {Resource, ResourceKey} from '../../model/resource.js';
import type {LogRows} from './log-rows.js';

/**
 * Whether the log of a row is followed already as that of a container of a row above it, because that one, or what it is
 * in, is among the rows of the view too.
 */
export const isFollowedAbove = (
	{id, parents}: Resource,
	rows: Pick<LogRows, 'get'>,
	targets: ReadonlyMap<ResourceKey, Resource>,
): boolean =>
	parents.some(key => {
		const above = rows.get(key);
		const named = above?.containers?.find(({name}) => id.endsWith(`/${name}`));
		if (above === undefined || named === undefined) return false;
		// What has ended well is followed only where its own row was asked for.
		return targets.has(key) || (!named.isOver && above.parents.some(one => targets.has(one)));
	});
