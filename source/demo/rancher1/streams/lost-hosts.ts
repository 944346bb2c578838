import type {Peer} from '../../serve/serve.js';
import {textOf} from '../../world/json-values.js';
import type {Entity, World} from '../../world/world.js';
import type {Ticket} from '../wire/tickets.js';

/** Hosts whose agent is gone without a word: Cattle takes them for active for another 45 s (frames-host-lost.txt). */
export type LostHosts = {
	/** Kills the agent of a host, until the returned undo. */
	readonly lose: (host: string) => () => void;
	/** Whether what a ticket is for lies on a host without an agent. */
	readonly isLost: (ticket: Ticket) => boolean;
	/** A log or shell was opened: it ends with its host. */
	readonly note: (peer: Peer, ticket: Ticket) => void;
};

/** Every agent is there. */
export const createLostHosts = (world: World): LostHosts => {
	const lost = new Set<string>();
	const open = new Map<Peer, Ticket>();
	const hostsOf = (entity: Entity): readonly Entity[] => {
		if (entity.baseType === 'account') return world.list('host', entity.id);
		const parts =
			entity.baseType === 'service'
				? world.list('container', entity.scope).filter(({fields}) => fields.serviceId === entity.id)
				: [entity];
		return parts.map(part => world.find(`host/${textOf(part.fields.hostId)}`) ?? part);
	};

	const isLost = ({key}: Ticket): boolean => {
		const entity = world.find(key);
		const hosts = entity ? hostsOf(entity) : [];
		return hosts.length > 0 && hosts.every(host => lost.has(host.key));
	};

	return {
		lose(host) {
			const {key} = world.get(host);
			lost.add(key);
			for (const [peer, ticket] of open) if (isLost(ticket)) peer.close();
			return () => lost.delete(key);
		},
		isLost,
		note(peer, ticket) {
			open.set(peer, ticket);
			peer.onClose(() => open.delete(peer));
		},
	};
};
