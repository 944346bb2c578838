import type {Finding, ObservedRow} from '../../../model/explanation.js';
import type {JsonObject} from '../../../model/json-object.js';
import {cause, titleOf} from '../../explain/finding.js';
import type {Scene} from '../../explain/scene.js';
import {mapOf, mapsOf, textOf, timeOf} from '../../requests/json-fields.js';
import {deletionFindings, isDoomed, rowFindings} from './deletion.js';

const conditionFinding = ({resource}: ObservedRow, condition: JsonObject): Finding => {
	const {type, status, reason} = condition;
	const why = typeof reason === 'string' && reason !== '' ? ` (${reason})` : '';
	return cause(resource, `${titleOf(resource)}: condition ${String(type)} is ${String(status)}${why}`, {
		severity: condition.error === true ? 'error' : 'transitioning',
		since: timeOf(condition, 'lastTransitionTime') ?? timeOf(condition, 'lastUpdateTime'),
		quotes: [textOf(condition, 'message') ?? ''],
	});
};

/** What is wrong with an object of any kind: what holds it, and the conditions that its server marks as bad. */
export const objectFindings = (scene: Scene, row: ObservedRow): readonly Finding[] => {
	const object = scene.answer(row.resource.key, 'object');
	if (object === null) return rowFindings(row);
	if (isDoomed(object)) return deletionFindings(scene, row, object);
	// Steve marks them (steve pkg/resources/common/formatter.go).
	const marked = mapsOf(mapOf(object, 'status'), 'conditions').filter(
		({error, transitioning}) => error === true || transitioning === true,
	);
	return marked.length > 0 ? marked.map(condition => conditionFinding(row, condition)) : rowFindings(row);
};
