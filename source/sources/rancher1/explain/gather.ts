import type {Evidence, Surroundings} from '../../../model/explanation.js';
import type {JsonObject} from '../../../model/json-object.js';
import type {Resource} from '../../../model/resource.js';
import {answerTitle, askAll, maxAnswers, type Question} from '../../explain/gather.js';
import {isUnwell, Scene} from '../../explain/scene.js';
import {maxContainers} from './explain.js';

/** How the server is asked. Both reject with errors made for people. */
export type Asked = {
	readonly object: (resource: Resource, signal: AbortSignal) => Promise<JsonObject>;
	/** The newest lines of the log that the server keeps of a service; [] where it keeps none. */
	readonly log: (service: Resource, signal: AbortSignal) => Promise<readonly JsonObject[]>;
};

const questionsOf = (scene: Scene, {object, log}: Asked): readonly Question[] => {
	const {resource} = scene.subject;
	const ask = (
		what: string,
		row: Resource,
		read: (of: Resource, signal: AbortSignal) => Promise<unknown>,
	): Question => ({
		title: answerTitle(what, row, resource),
		about: row.key,
		what,
		ask: signal => read(row, signal),
	});
	const blocking = scene.below
		.filter(row => row.resource.kind === 'container' && isUnwell(row))
		.slice(0, maxContainers)
		.map(row => row.resource);
	const service = resource.kind === 'service' ? resource : scene.parent(scene.subject, 'service')?.resource;
	return [
		ask('object', resource, object),
		...(service && service !== resource ? [ask('object', service, object)] : []),
		...(service ? [ask('log', service, log)] : []),
		...blocking.map(row => ask('object', row, object)),
	];
};

/** Asks the server for what explains a row, at most ten things. */
export const gather = async (
	asked: Asked,
	surroundings: Surroundings,
	emit: (evidence: Evidence) => void,
	signal: AbortSignal,
): Promise<void> => {
	await askAll(questionsOf(new Scene(surroundings), asked), maxAnswers, emit, signal);
};
