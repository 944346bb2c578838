import type {Entity, Fields} from '../world.ts';
import type {Workshop} from './actions.ts';
import {refuse} from './answers.ts';
import type {Caller} from './caller.ts';
import {containersOf} from './fleet.ts';
import {textOf} from './states.ts';

// Which stream a link leads to (`cattle implementation/host-stats`); null: there is nothing to measure now.
const pathOf = ({fleet}: Workshop, entity: Entity, link: string): string | null | undefined => {
	const isContainers = link === 'containerstats' || link === 'stats';
	if (entity.baseType === 'instance' && isContainers) {
		const running = textOf(entity.fields.state) === 'running';
		return running ? `/v1/containerstats/${textOf(entity.fields.externalId)}` : null;
	}

	if (entity.baseType === 'service' && isContainers) {
		const running = containersOf(fleet, entity).some(({fields}) => fields.state === 'running');
		return running ? '/v1/containerstats/service/' : null;
	}

	if (entity.baseType === 'host' && link === 'containerstats') return '/v1/containerstats';
	if (entity.baseType === 'host' && (link === 'hoststats' || link === 'stats')) return '/v1/hoststats';
	return entity.baseType === 'account' && link === 'hoststats' ? '/v1/hoststats/project/' : undefined;
};

/** The ticket for a stream of figures; undefined where the link is none of that sort. 503: the agent is away. */
export const statsAccess = (
	workshop: Workshop,
	caller: Caller,
	entity: Entity,
	link: string,
): Fields | undefined => {
	const path = pathOf(workshop, entity, link);
	if (path === undefined) return undefined;
	const host = workshop.fleet.world.find(`host/${textOf(entity.fields.hostId)}`) ?? entity;
	if (host.baseType === 'host' && host.fields.agentState !== 'active') throw refuse(503);
	const url = path === null ? null : `${caller.origin.replace(/^http/, 'ws')}${path}`;
	const token = path === null ? null : workshop.tickets.issue({path, key: entity.key, input: {}});
	return {id: null, type: 'statsAccess', links: {}, actions: {}, baseType: 'statsAccess', token, url};
};
