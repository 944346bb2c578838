import type {Finding, ObservedRow} from '../../../model/explanation.js';
import type {JsonObject} from '../../../model/json-object.js';
import {cause, consequence, sign, titleOf} from '../../explain/finding.js';
import {isUnwell, type Scene} from '../../explain/scene.js';
import {mapOf, mapsOf, numberOf, textOf, timeOf} from '../../requests/json-fields.js';
import {deletionFindings, isDoomed, rowFindings} from './deletion.js';
import {eventsOf} from './events.js';

/** What a condition says that is a reason of its own; null for all others. */
const causeText = ({type, status, reason}: JsonObject, title: string): string | null => {
	if (status !== 'True') return null;
	if (type === 'ReplicaFailure') return `${title} cannot make its pods`;
	return type === 'Failed' && reason === 'DeadlineExceeded' ? `${title} failed: ${reason}` : null;
};

/** What a condition says of how far a workload is; null where all is well. */
const conditionText = ({type, status, reason}: JsonObject, title: string): string | null => {
	if (type === 'Progressing' && reason === 'ProgressDeadlineExceeded')
		return `the roll-out of ${title} has made no progress in time`;
	if (type === 'Available' && status === 'False')
		return `${title} has fewer pods available than it should have`;
	const isFailed = type === 'Failed' && status === 'True' && reason !== 'DeadlineExceeded';
	return isFailed ? `${title} failed: ${String(reason)}` : null;
};

const conditionFindings = (
	{resource}: ObservedRow,
	object: JsonObject,
	words: typeof causeText,
	make: typeof sign,
): readonly Finding[] =>
	mapsOf(mapOf(object, 'status'), 'conditions').flatMap(condition => {
		const text = words(condition, titleOf(resource));
		const since = timeOf(condition, 'lastTransitionTime');
		const quotes = [textOf(condition, 'message') ?? ''];
		return text === null ? [] : [make(resource, text, {since, quotes})];
	});

/** How many pods are ready, of how many: by the fields of each kind. */
const countsOf = (
	kind: string,
	object: JsonObject,
): {readonly ready: number; readonly wanted: number} | null => {
	const status = mapOf(object, 'status');
	const [ready, wanted] =
		kind === 'daemonset'
			? [numberOf(status, 'numberReady'), numberOf(status, 'desiredNumberScheduled')]
			: [numberOf(status, 'readyReplicas') ?? 0, numberOf(mapOf(object, 'spec'), 'replicas')];
	return wanted === null || kind === 'job' || kind === 'cronjob' ? null : {ready: ready ?? 0, wanted};
};

const countFindings = (row: ObservedRow, object: JsonObject, rest: typeof sign): readonly Finding[] => {
	const {resource, since} = row;
	const counts = countsOf(resource.kind, object);
	if (counts === null || counts.ready >= counts.wanted) return [];
	const {ready, wanted} = counts;
	const status = mapOf(object, 'status');
	const updated = numberOf(status, 'updatedReplicas') ?? wanted;
	const old = (numberOf(status, 'replicas') ?? 0) - updated;
	const fresh = old > 0 ? `, ${updated} of them are of the new template, ${old} of an older one` : '';
	const text = `${ready} of ${wanted} pods of ${titleOf(resource)} are ready${fresh}`;
	const severity = resource.health === 'error' ? 'error' : 'warning';
	return [rest(resource, text, {severity, since})];
};

// A workload without conditions says in its events that it may make no pods.
const eventFindings = (scene: Scene, {resource}: ObservedRow): readonly Finding[] => {
	const failed = eventsOf(scene, resource.key).find(({reason}) => reason === 'FailedCreate');
	if (failed === undefined) return [];
	const details = {since: failed.last, quotes: [failed.message]};
	return [cause(resource, `${titleOf(resource)} cannot make its pods`, details)];
};

/** Why a workload itself does not get on: it may make no pods, is paused, or took too long. */
const causesOf = (scene: Scene, row: ObservedRow, object: JsonObject): readonly Finding[] => {
	const {resource} = row;
	const found = conditionFindings(row, object, causeText, cause);
	const text = `the roll-out of ${titleOf(resource)} is paused`;
	const paused = mapOf(object, 'spec').paused === true ? [cause(resource, text, {severity: 'warning'})] : [];
	return [...paused, ...(found.length > 0 ? found : eventFindings(scene, row))];
};

/**
 * What is wrong with a workload, by its conditions where its object is known, else by its row. `hasCause`: a reason was
 * found below it, from which this follows.
 */
export const workloadFindings = (scene: Scene, row: ObservedRow, hasCause: boolean): readonly Finding[] => {
	const {resource} = row;
	const object = scene.answer(resource.key, 'object');
	if (object !== null && isDoomed(object)) return deletionFindings(scene, row, object);
	if (!isUnwell(row)) return [];
	if (object === null) return rowFindings(row, hasCause ? consequence : sign);
	const own = causesOf(scene, row, object);
	const rest = hasCause || own.length > 0 ? consequence : sign;
	const found = [
		...own,
		...conditionFindings(row, object, conditionText, rest),
		...countFindings(row, object, rest),
	];
	return found.length > 0 ? found : rowFindings(row, rest);
};
