import type {Finding, ObservedRow} from '../../../model/explanation.js';
import type {JsonObject} from '../../../model/json-object.js';
import {cause, messageOf, stateSign, titleOf} from '../../explain/finding.js';
import {isUnwell, type Scene} from '../../explain/scene.js';
import {mapOf, textOf, timeOf} from '../../requests/json-fields.js';
import {nodeTroubles} from '../steve/rows/summary.js';

const shortOf: ReadonlyMap<string, string> = new Map([
	['MemoryPressure', 'is short of memory'],
	['DiskPressure', 'is short of disk space'],
	['PIDPressure', 'is short of process ids'],
	['NetworkUnavailable', 'has no network'],
]);

const troubleFinding = ({resource}: ObservedRow, condition: JsonObject): Finding => {
	const {type, status} = condition;
	const silent = status === 'Unknown' ? 'does not report any more' : 'is not ready';
	const text = type === 'Ready' ? silent : (shortOf.get(String(type)) ?? `has ${String(type)}`);
	return cause(resource, `${titleOf(resource)} ${text}`, {
		since: timeOf(condition, 'lastTransitionTime'),
		quotes: [textOf(condition, 'message') ?? ''],
	});
};

const cordonFindings = (row: ObservedRow): readonly Finding[] => {
	const {resource, since} = row;
	const {state, health} = resource;
	const words = state === 'draining' ? 'is being drained' : `is ${state}: it takes no new pods`;
	const quotes = messageOf(row);
	return /^(?:cordoned|draining|drained)$/.test(state)
		? [cause(resource, `${titleOf(resource)} ${words}`, {severity: health, since, quotes})]
		: [];
};

/** What is wrong with a node: by its conditions where its object is known, else by its row. */
export const nodeFindings = (scene: Scene, row: ObservedRow): readonly Finding[] => {
	if (!isUnwell(row)) return [];
	const object = scene.answer(row.resource.key, 'object');
	const troubles = object === null ? [] : nodeTroubles(mapOf(object, 'status'));
	const found = [...troubles.map(condition => troubleFinding(row, condition)), ...cordonFindings(row)];
	return found.length > 0 ? found : stateSign(row, cause);
};
