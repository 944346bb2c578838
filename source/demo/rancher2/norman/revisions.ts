import {numberOf, textOf} from '../../world/json-values.js';
import type {Entity, Fields} from '../../world/world.js';
import type {Fleet} from '../fleet/fleet.js';
import {revisionKey} from './workload.js';

/** The replica sets of a deployment, also that of its present template, in no order (`workload.go` `getRevisions`). */
export const revisionsOf = ({world}: Fleet, deployment: Entity, origin: string): Fields => ({
	type: 'collection',
	resourceType: 'replicaSet',
	links: {self: `${origin}/v3/replicasets`},
	data: world
		.list('apps.replicaset', deployment.scope)
		.filter(({fields}) => fields.owner === deployment.key)
		.map(set => ({
			id: `replicaset:${textOf(set.fields.namespace)}:${textOf(set.fields.name)}`,
			type: 'replicaSet',
			baseType: 'workload',
			links: {},
			actions: {},
			name: set.fields.name ?? null,
			state: 'active',
			transitioning: 'no',
			containers: [{name: deployment.fields.name ?? null, image: set.fields.image ?? null}],
			workloadAnnotations: {[revisionKey]: String(numberOf(set.fields.revision))},
		})),
});
