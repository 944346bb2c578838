import {type Schema, schemaOf} from '../steve/schemas.js';

/** What a path of Kubernetes' own API names. */
export type KubePath = {
	readonly schema: Schema | undefined;
	/** `deployments.apps`, `pods`: as errors call it. */
	readonly resource: string;
	/** Only this namespace, or ''. */
	readonly namespace: string;
	/** '' for the list. */
	readonly name: string;
	/** `eviction`, `log`; '' for the object itself. */
	readonly subresource: string;
};

/** Reads a path: `apis/apps/v1/namespaces/shop/deployments/web`. */
export const kubePath = (path: readonly string[]): KubePath => {
	const group = path[0] === 'apis' ? (path[1] ?? '') : '';
	const rest = path.slice(path[0] === 'apis' ? 3 : 2);
	const inside = rest[0] === 'namespaces' && rest.length > 2;
	const [resource = '', name = '', subresource = ''] = inside ? rest.slice(2) : rest;
	return {
		schema: schemaOf(group === '' ? resource : `${group}.${resource}`),
		resource: group === '' ? resource : `${resource}.${group}`,
		namespace: inside ? (rest[1] ?? '') : '',
		name,
		subresource,
	};
};

/** The id of the object: `shop/web`, or its name alone. */
export const idIn = ({namespace, name}: KubePath): string =>
	namespace === '' ? name : `${namespace}/${name}`;
