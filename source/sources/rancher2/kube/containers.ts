import type {JsonObject} from '../../../model/json-object.js';
import {mapOf, mapsOf, textOf} from '../../requests/json-fields.js';

/** A container of a workload's template. */
type TemplateContainer = {
	readonly name: string;
	readonly image: string;
	readonly list: 'containers' | 'initContainers';
};

// A cron job has the template of a job, which has that of pods.
const templateOf = (object: JsonObject): JsonObject => {
	const spec = mapOf(object, 'spec');
	const own = object.kind === 'CronJob' ? mapOf(mapOf(spec, 'jobTemplate'), 'spec') : spec;
	return mapOf(own, 'template');
};

/** The containers of a workload's template: those that run, then those before them. */
export const containersOf = (object: JsonObject): readonly TemplateContainer[] => {
	const spec = mapOf(templateOf(object), 'spec');
	return (['containers', 'initContainers'] as const).flatMap(list =>
		mapsOf(spec, list).flatMap(container => {
			const name = textOf(container, 'name');
			return name === null ? [] : [{name, image: textOf(container, 'image') ?? '', list}];
		}),
	);
};

/** A strategic merge patch of a workload that gives containers of its template these images. */
export const imagePatch = (object: JsonObject, images: readonly TemplateContainer[]): JsonObject => {
	const of = (list: TemplateContainer['list']) =>
		images.filter(each => each.list === list).map(({name, image}) => ({name, image}));
	const lists = {containers: of('containers'), initContainers: of('initContainers')};
	const spec = Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
	const template = {template: {spec}};
	return {spec: object.kind === 'CronJob' ? {jobTemplate: {spec: template}} : template};
};
