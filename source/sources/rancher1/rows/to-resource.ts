import type {Cell, Resource} from '../../../model/resource.js';
import {redactFields} from '../../../secrets/value.js';
import {mapOf, numberOf, textOf, timeOf} from '../../requests/json-fields.js';
import {labelsField} from '../../requests/labels.js';
import type {Rancher1Object} from '../wire/frames.js';
import {typesOf} from '../wire/types.js';
import {actionsOf} from './actions.js';
import {cellsOf} from './cells.js';
import {gathersLogs} from './kinds.js';
import {machineOf} from './machine.js';
import {relationsOf} from './relations.js';
import {identityOf, type Relations, type RowIdentity, type Scope} from './scope.js';
import {healthOf, stateOf, transitioningOf} from './states.js';

const separators: ReadonlySet<string> = new Set(['-', '_']);

// They say which container it is, as its row does: nothing is selected by them (list-containers.http, list-real-containers.http).
const ownLabels: ReadonlySet<string> = new Set([
	'io.rancher.container.uuid',
	'io.rancher.container.name',
	'io.rancher.container.mac_address',
	'io.rancher.container.ip',
	'io.rancher.service.deployment.unit',
]);

/** A container has its stack before its name, unless its name says so already. */
const containerName = (object: Rancher1Object): string => {
	const name = textOf(object, 'name') ?? textOf(object, 'externalId')?.slice(0, 12) ?? object.id;
	const stack = textOf(mapOf(object, 'labels'), 'io.rancher.stack.name');
	if (stack === null || (name.startsWith(stack) && separators.has(name.charAt(stack.length)))) return name;
	// In one piece, as the keys.
	return [stack, name].join('/');
};

const nameOf = (object: Rancher1Object, baseType: string, relations: Relations, scope: Scope): string => {
	const own = textOf(object, 'name');
	switch (baseType) {
		case 'instance':
			return containerName(object);
		case 'host':
			return own ?? textOf(object, 'hostname') ?? object.id;
		case 'service': {
			const stack = relations.stack === null ? null : scope.names.stack(relations.stack);
			return stack === null ? (own ?? object.id) : `${stack}/${own ?? object.id}`;
		}

		default:
			return own ?? textOf(object, 'publicValue') ?? textOf(object, 'serverAddress') ?? object.id;
	}
};

// The message where the present process reports nothing: a progress beside it is left over from an earlier one (frames.ndjson).
const noReport = 'In Progress';

/** Percent, where the present process reports one that can be drawn. */
const progressOf = (object: Rancher1Object): number | null => {
	if (object.transitioning !== 'yes' || object.transitioningMessage === noReport) return null;
	const progress = numberOf(object, 'transitioningProgress');
	return progress === null ? null : Math.min(100, Math.max(0, progress));
};

type Mutable = {-readonly [Name in keyof Resource]: Resource[Name]};

/**
 * The resource that an object becomes, as its own row unless another is given. Never throws: fields of a wrong type
 * count as not reported.
 */
export const resourceOf = (
	object: Rancher1Object,
	scope: Scope,
	{baseType, kind, key}: RowIdentity = identityOf(object, scope, typesOf(object)),
): Resource => {
	const state = stateOf(object, baseType);
	const transitioning = transitioningOf(object);
	const relations = relationsOf(object, baseType, scope);
	const cells: Readonly<Record<string, Cell>> = cellsOf(
		object,
		baseType,
		relations,
		scope,
		scope.fields.get(kind),
	);
	const resource: Mutable = {
		key,
		source: scope.source,
		family: 'rancher1',
		scope: scope.id,
		kind,
		id: object.id,
		name: nameOf(object, baseType, relations, scope),
		state,
		health: healthOf(transitioning, state),
		transitioning,
		message: textOf(object, 'transitioningMessage'),
		progress: progressOf(object),
		created: numberOf(object, 'createdTS') ?? timeOf(object, 'created'),
		since: state === 'removed' ? numberOf(object, 'removedTS') : null,
		parents: relations.parents,
		cells: scope.columns.with(cells, kind, object, redactFields),
		// In the literal, V8 keeps them in the object itself: added to it, they would take 33 bytes more for each row.
		...labelsField(
			mapOf(baseType === 'service' ? mapOf(object, 'launchConfig') : object, 'labels'),
			ownLabels,
		),
		actions: actionsOf(object, baseType, gathersLogs(kind)),
	};
	if (baseType === 'host') resource.machine = machineOf(object);
	return resource;
};
