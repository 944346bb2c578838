import {textOf} from '../../world/json-values.js';
import type {Entity, Fields} from '../../world/world.js';

/** Containers of a workload's pods. */
export const containersOf = ({fields}: Entity): readonly Fields[] => {
	const main = {name: fields.name ?? null, image: fields.image ?? null};
	return fields.sidecar
		? [main, {name: fields.sidecar, image: fields.sidecarImage || `mirror/${textOf(fields.sidecar)}:1.34`}]
		: [main];
};
