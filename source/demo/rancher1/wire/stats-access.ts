import {textOf} from '../../world/json-values.js';
import type {Entity, Fields} from '../../world/world.js';
import {containersOf} from '../fleet/fleet.js';
import type {Simulation} from './actions.js';
import {refuse} from './answers.js';
import type {Caller} from './caller.js';

// Which stream a link leads to (`cattle implementation/host-stats`).
const pathOf = ({fleet}: Simulation, entity: Entity, link: string): string | null | undefined => {
	const isContainers = link === 'containerstats' || link === 'stats';
	// Of a stopped container there is a stream too (stream-containerstats-stopped.txt).
	if (entity.baseType === 'instance' && isContainers) {
		return `/v1/containerstats/${textOf(entity.fields.externalId)}`;
	}

	if (entity.baseType === 'service' && isContainers) {
		const running = containersOf(fleet, entity).some(({fields}) => fields.state === 'running');
		return running ? '/v1/containerstats/service/' : null;
	}

	if (entity.baseType === 'host' && link === 'containerstats') return '/v1/containerstats';
	if (entity.baseType === 'host' && (link === 'hoststats' || link === 'stats')) return '/v1/hoststats';
	return entity.baseType === 'account' && link === 'hoststats' ? '/v1/hoststats/project/' : undefined;
};

const isAway = (host: Entity | undefined): boolean =>
	host !== undefined && host.fields.agentState !== 'active';

/**
 * The ticket for a stream of figures; undefined where the link is none of that sort. While the agent of the host is away
 * that of a container is 503, and that of a host or project has no address (stream-hoststats-host-reconnecting.txt).
 */
export const statsAccess = (
	simulation: Simulation,
	caller: Caller,
	entity: Entity,
	link: string,
): Fields | undefined => {
	const path = pathOf(simulation, entity, link);
	if (path === undefined) return undefined;
	const {world} = simulation.fleet;
	if (isAway(world.find(`host/${textOf(entity.fields.hostId)}`))) throw refuse(503);
	const hosts = entity.baseType === 'account' ? world.list('host', entity.id) : [entity];
	const hasNone = ['host', 'account'].includes(entity.baseType) && hosts.every(isAway);
	const url = path === null || hasNone ? null : `${caller.origin.replace(/^http/, 'ws')}${path}`;
	const token = path === null ? null : simulation.tickets.issue({path, key: entity.key, input: {}});
	return {id: null, type: 'statsAccess', links: {}, actions: {}, baseType: 'statsAccess', token, url};
};
