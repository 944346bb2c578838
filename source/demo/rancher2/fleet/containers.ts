import {textOf} from '../../world/json-values.js';
import type {Entity, Fields} from '../../world/world.js';

/** The ports that the first container of a pod declares. */
export const declaredPorts = ({
	image,
}: Fields): readonly {name: string; containerPort: number; protocol: string}[] =>
	/^(?:postgres|redis|opensearch)/.test(textOf(image).split('/').at(-1) ?? '')
		? []
		: [{name: 'http', containerPort: 8080, protocol: 'TCP'}];

/** Containers of a workload's pods. */
export const containersOf = ({fields}: Entity): readonly Fields[] => {
	const main = {name: fields.name ?? null, image: fields.image ?? null, ports: declaredPorts(fields)};
	return fields.sidecar
		? [main, {name: fields.sidecar, image: fields.sidecarImage || `mirror/${textOf(fields.sidecar)}:1.34`}]
		: [main];
};
