import type {ResourceKey} from '../../../model/resource.js';
import {listOf, mapOf, mapsOf, textOf, textsOf} from '../../requests/json-fields.js';
import type {Rancher1Object} from '../wire/frames.js';
import type {Relations, Scope} from './scope.js';

const references = (object: Rancher1Object, scope: Scope, field: string, link: string, baseType: string) => {
	const ids = textsOf(object, field);
	// Servers before 1.2 have no such arrays, but embed the linked resources when asked to.
	const found = ids.length > 0 ? ids : mapsOf(object, link).flatMap(linked => textOf(linked, 'id') ?? []);
	return found.map(id => `${scope.prefix}${baseType}/${id}`);
};

const reference = (
	object: Rancher1Object,
	scope: Scope,
	field: string,
	baseType: string,
): ResourceKey | null => {
	const id = textOf(object, field);
	return id === null ? null : `${scope.prefix}${baseType}/${id}`;
};

type OwnRelations = Omit<Relations, 'parents'>;

const noKeys: readonly ResourceKey[] = [];
const noRelations: OwnRelations = {host: null, stack: null, services: noKeys, containers: noKeys};

const instanceRelations = (object: Rancher1Object, scope: Scope): OwnRelations => {
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

const volumeRelations = (object: Rancher1Object, scope: Scope): OwnRelations => {
	const root = textOf(object, 'instanceId');
	const ids = new Set(mapsOf(object, 'mounts').flatMap(mount => textOf(mount, 'instanceId') ?? []));
	if (root !== null) ids.add(root);
	const containers = [...ids].map(id => `${scope.prefix}instance/${id}`);
	const [container] = containers;
	return {
		...noRelations,
		host:
			reference(object, scope, 'hostId', 'host') ??
			(container === undefined ? null : scope.names.hostOf(container)),
		stack: reference(object, scope, 'stackId', 'stack'),
		containers,
	};
};

const ownRelations = (object: Rancher1Object, baseType: string, scope: Scope): OwnRelations => {
	switch (baseType) {
		case 'instance':
			return instanceRelations(object, scope);
		case 'volume':
			return volumeRelations(object, scope);
		case 'service':
			return {
				...noRelations,
				stack:
					reference(object, scope, 'stackId', 'stack') ?? reference(object, scope, 'environmentId', 'stack'),
			};
		default:
			return noRelations;
	}
};

const parentsOf = (own: OwnRelations, scope: Scope): readonly ResourceKey[] => {
	const parents = [...own.services, ...own.containers];
	if (own.host !== null) parents.push(own.host);
	if (own.stack !== null) parents.push(own.stack);
	if (scope.project !== null) parents.push(scope.project);
	return parents;
};

/** What an object belongs to; where its ids alone say so, equal relations are the same object. */
export const relationsOf = (object: Rancher1Object, baseType: string, scope: Scope): Relations => {
	const host = textOf(object, 'hostId');
	const stack = textOf(object, 'stackId');
	const services = listOf(object, 'serviceIds');
	const [service] = services;
	const isPlain = baseType === 'instance' && services.length === 1 && typeof service === 'string';
	if (!isPlain || host === null || stack === null) return freshRelations(object, baseType, scope);
	const {relations} = scope;
	const end = relations.step(relations.step(relations.step(relations.root, host), stack), service);
	end.value ??= freshRelations(object, baseType, scope);
	return end.value;
};

const freshRelations = (object: Rancher1Object, baseType: string, scope: Scope): Relations => {
	const own = ownRelations(object, baseType, scope);
	return {...own, parents: parentsOf(own, scope)};
};
