import {numberOf, textOf} from '../../world/json-values.js';
import type {Entity} from '../../world/world.js';
import {type Fleet, isReady, ownerOf, podsOf} from './fleet.js';

/** The disruption budget that an eviction would break, in the apiserver's words: that of its workload's `minAvailable`. */
export const brokenBudget = (fleet: Fleet, pod: Entity): string | undefined => {
	const owner = ownerOf(fleet, pod);
	const needed = numberOf(owner?.fields.minAvailable);
	if (!owner || needed === 0 || !isReady(pod)) return undefined;
	const healthy = podsOf(fleet, owner).filter(isReady).length;
	if (healthy > needed) return undefined;
	return `The disruption budget ${textOf(owner.fields.name)} needs ${needed} healthy pods and has ${healthy} currently`;
};
