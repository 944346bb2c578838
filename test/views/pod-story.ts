import type {Kind} from '../../source/model/kind.js';
import type {Resource, ResourceKey} from '../../source/model/resource.js';
import type {SourceEvent} from '../../source/model/source.js';
import {clusterScope} from '../../source/sources/rancher2/rows/scope.js';
import {catalogueOf} from '../../source/sources/rancher2/steve/rows/catalogue.js';
import {resourceOf} from '../../source/sources/rancher2/steve/rows/to-resource.js';
import {frameOf} from '../../source/sources/rancher2/steve/wire/frames.js';
import {fixtureBody, fixtureLines, fixtureText} from '../sources/rancher2/fixture.js';

const source = 'prod';
const scope = clusterScope(source, 'local', null);
const catalogue = catalogueOf(fixtureLines('schemas-local.ndjson'), false);
const type = catalogue.bySchema.get('pod');
if (!type) throw new Error('schemas-local.ndjson has no pods');

const rowOf = (object: unknown): Resource =>
	resourceOf(object as Parameters<typeof resourceOf>[0], type, scope);

/** The kind of the pods of a real cluster. */
export const podKinds: readonly Kind[] = catalogue.kinds.filter(({name}) => name === 'pod');

/** The forty pods that a real cluster had. */
export const listedPods: readonly Resource[] = (fixtureBody('list-pods.http').data as readonly unknown[]).map(
	rowOf,
);

/** What is reported of one pod. */
export type PodEvent = Extract<SourceEvent, {type: 'changed' | 'removed'}>;

/** What then happened to its pods, by the recorded times: created, changed and removed. */
export const podStory: readonly PodEvent[] = fixtureText('subscribe-steve-local.txt')
	.split(/\r?\n/)
	.flatMap((line): readonly PodEvent[] => {
		const [, time, text] = /^ *(\d+) +(\{.*)$/.exec(line) ?? [];
		const frame = frameOf(text ?? '{}');
		if ((frame.type !== 'changed' && frame.type !== 'removed') || frame.object.type !== 'pod') return [];
		const at = Number(time);
		const resource = rowOf(frame.object);
		return frame.type === 'removed'
			? [{type: 'removed', source, at, key: resource.key}]
			: [{type: 'changed', source, at, resource, listed: false}];
	});

/** One step of the story in which a pod comes, goes, or changes its state. */
type PodChange = {
	readonly change: 'changed' | 'added' | 'removed';
	/** Its place in the story. */
	readonly index: number;
	readonly event: PodEvent;
	/** `shop/web-1 pending containerCreating`. */
	readonly name: string;
};

const keyOf = (event: PodEvent): ResourceKey => (event.type === 'changed' ? event.resource.key : event.key);
const stateOf = (event: PodEvent): string => (event.type === 'changed' ? event.resource.state : 'removed');

const stateBefore = (event: PodEvent, index: number): string | null => {
	const last = podStory.findLast((one, place) => place < index && keyOf(one) === keyOf(event));
	const listed = listedPods.find(({key}) => key === keyOf(event));
	return last ? stateOf(last) : (listed?.state ?? null);
};

/** The steps of the story that show. */
export const podChanges: readonly PodChange[] = podStory.flatMap((event, index): readonly PodChange[] => {
	const [from, to] = [stateBefore(event, index), stateOf(event)];
	if (from === to) return [];
	const change = from === null ? 'added' : to === 'removed' ? 'removed' : 'changed';
	return [{change, index, event, name: `${keyOf(event)} ${from ?? ''} ${to}`}];
});
