import type {ResourceKey} from '../../../model/resource.js';
import {listOf, mapOf, mapsOf, textOf, textsOf} from '../../requests/wire-map.js';
import type {CattleObject} from '../wire/frames.js';
import type {Scope} from './scope.js';

const references = (object: CattleObject, scope: Scope, field: string, link: string, baseType: string) => {
	const ids = textsOf(object, field);
	// Servers before 1.2 have no such arrays, but embed the linked resources when asked to.
	const found = ids.length > 0 ? ids : mapsOf(object, link).flatMap(linked => textOf(linked, 'id') ?? []);
	return found.map(id => `${scope.prefix}${baseType}/${id}`);
};

const reference = (
	object: CattleObject,
	scope: Scope,
	field: string,
	baseType: string,
): ResourceKey | null => {
	const id = textOf(object, field);
	return id === null ? null : `${scope.prefix}${baseType}/${id}`;
};

/** What a resource belongs to, from its own fields: the arrays of its parents may be out of date. */
export type Ties = {
	readonly host: ResourceKey | null;
	readonly stack: ResourceKey | null;
	readonly services: readonly ResourceKey[];
	readonly containers: readonly ResourceKey[];
	/** All of them together. */
	readonly parents: readonly ResourceKey[];
};

type OwnTies = Omit<Ties, 'parents'>;

const noKeys: readonly ResourceKey[] = [];
const noTies: OwnTies = {host: null, stack: null, services: noKeys, containers: noKeys};

const instanceTies = (object: CattleObject, scope: Scope): OwnTies => {
	let services = references(object, scope, 'serviceIds', 'services', 'service');
	if (services.length === 0) {
		const label = textOf(mapOf(object, 'labels'), 'io.rancher.stack_service.name');
		const named = label === null ? null : scope.names.service(label);
		if (named !== null) services = [named];
	}

	const first = services[0];
	return {
		host:
			reference(object, scope, 'hostId', 'host') ??
			references(object, scope, 'hostIds', 'hosts', 'host')[0] ??
			null,
		stack:
			reference(object, scope, 'stackId', 'stack') ??
			(first === undefined ? null : scope.names.stackOf(first)),
		services,
		containers: noKeys,
	};
};

const volumeTies = (object: CattleObject, scope: Scope): OwnTies => {
	const root = textOf(object, 'instanceId');
	const ids = new Set(mapsOf(object, 'mounts').flatMap(mount => textOf(mount, 'instanceId') ?? []));
	if (root !== null) ids.add(root);
	const containers = [...ids].map(id => `${scope.prefix}instance/${id}`);
	const [container] = containers;
	return {
		...noTies,
		host:
			reference(object, scope, 'hostId', 'host') ??
			(container === undefined ? null : scope.names.hostOf(container)),
		stack: reference(object, scope, 'stackId', 'stack'),
		containers,
	};
};

const ownTies = (object: CattleObject, baseType: string, scope: Scope): OwnTies => {
	switch (baseType) {
		case 'instance':
			return instanceTies(object, scope);
		case 'volume':
			return volumeTies(object, scope);
		case 'service':
			return {
				...noTies,
				stack:
					reference(object, scope, 'stackId', 'stack') ?? reference(object, scope, 'environmentId', 'stack'),
			};
		default:
			return noTies;
	}
};

const parentsOf = (ties: OwnTies, scope: Scope): readonly ResourceKey[] => {
	const parents = [...ties.services, ...ties.containers];
	if (ties.host !== null) parents.push(ties.host);
	if (ties.stack !== null) parents.push(ties.stack);
	if (scope.project !== null) parents.push(scope.project);
	return parents;
};

/** What an object belongs to; where its ids alone say so, equal ties are the same object. */
export const tiesOf = (object: CattleObject, baseType: string, scope: Scope): Ties => {
	const host = textOf(object, 'hostId');
	const stack = textOf(object, 'stackId');
	const services = listOf(object, 'serviceIds');
	const [service] = services;
	const isPlain = baseType === 'instance' && services.length === 1 && typeof service === 'string';
	if (!isPlain || host === null || stack === null) return freshTies(object, baseType, scope);
	const {ties} = scope;
	const end = ties.step(ties.step(ties.step(ties.root, host), stack), service);
	end.value ??= freshTies(object, baseType, scope);
	return end.value;
};

const freshTies = (object: CattleObject, baseType: string, scope: Scope): Ties => {
	const own = ownTies(object, baseType, scope);
	return {...own, parents: parentsOf(own, scope)};
};
