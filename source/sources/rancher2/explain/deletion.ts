import type {Finding, ObservedRow} from '../../../model/explanation.js';
import type {JsonObject} from '../../../model/json-object.js';
import {wordList} from '../../../model/word-list.js';
import {cause, consequence, sign, stateSign, titleOf} from '../../explain/finding.js';
import {isUnwell, type Scene} from '../../explain/scene.js';
import {mapOf, textOf, textsOf} from '../../requests/json-fields.js';
import {conditionOf} from '../rows/pod-state.js';
import {deletedAt} from '../steve/rows/since.js';

/** Whether an object is being deleted. */
export const isDoomed = (object: JsonObject): boolean =>
	textOf(mapOf(object, 'metadata'), 'deletionTimestamp') !== null;

/** What keeps an object that is being deleted: its finalizers, or a node that cannot confirm that its pod is gone. */
export const deletionFindings = (scene: Scene, row: ObservedRow, object: JsonObject): readonly Finding[] => {
	const {resource, stuck} = row;
	const metadata = mapOf(object, 'metadata');
	const since = deletedAt(metadata);
	const title = titleOf(resource);
	const finalizers = textsOf(metadata, 'finalizers');
	if (finalizers.length > 0) {
		const noun = finalizers.length === 1 ? 'the finalizer' : 'the finalizers';
		const held = `${title} is being deleted, and held by ${noun} ${wordList(finalizers, 'and')}`;
		return [cause(resource, held, {severity: stuck ? 'error' : 'warning', since})];
	}

	const evicted = textOf(conditionOf(mapOf(object, 'status'), 'DisruptionTarget') ?? {}, 'message');
	const quotes = evicted === null ? [] : [evicted];
	const node = scene.parent(row, 'node');
	if (node && isUnwell(node) && node.resource.health === 'error') {
		const text = `${title} stays until ${titleOf(node.resource)} confirms that its containers have ended`;
		return [consequence(resource, text, {since, quotes})];
	}

	return [sign(resource, `${title} is being deleted`, {severity: 'transitioning', since, quotes})];
};

/** What a row says of itself; what holds it is its cause. */
export const rowFindings = (row: ObservedRow, make: typeof sign = sign): readonly Finding[] =>
	stateSign(row, /^held by finalizers? /.test(row.resource.message ?? '') ? cause : make);
