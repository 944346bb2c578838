import {readFileSync} from 'node:fs';
import type {Resource, ResourceKey} from '../../../source/model/resource.js';
import type {WatchEvent} from '../../../source/sources/follow/watch-adapter.js';
import {firstCatalogue} from '../../../source/sources/rancher1/rows/catalogue.js';
import {firstKinds} from '../../../source/sources/rancher1/rows/kinds.js';
import {createNames} from '../../../source/sources/rancher1/rows/names.js';
import {scopeOf} from '../../../source/sources/rancher1/rows/scope.js';
import {Acceptances} from '../../../source/sources/rancher1/watch/acceptances.js';
import {CrashLoops} from '../../../source/sources/rancher1/watch/crash-loops.js';
import {ProjectStream} from '../../../source/sources/rancher1/watch/project-stream.js';
import type {Api} from '../../../source/sources/rancher1/wire/api.js';
import {type Frame, frameOf} from '../../../source/sources/rancher1/wire/frames.js';

/** One line of a recorded subscription: `at` is milliseconds after the connection was begun. */
type Step = {readonly at: number; readonly text: string};

/** The frames of a recorded subscription, and what the recorder noted in between. */
export const recordingOf = (name: string): readonly Step[] =>
	readFileSync(new URL(`../../fixtures/rancher1/${name}.txt`, import.meta.url), 'utf8')
		.split('\n')
		.flatMap(line => {
			const [, seconds, text] = /^([\d.]+) (.*)$/.exec(line) ?? [];
			return seconds === undefined || text === undefined ? [] : [{at: Number(seconds) * 1000, text}];
		});

/** The frames alone, as they are read. */
export const framesOf = (name: string): readonly Frame[] =>
	recordingOf(name)
		.filter(({text}) => text.startsWith('{'))
		.map(({text}) => frameOf(text));

/** What a stream reported of a recorded subscription. */
type Played = {
	readonly events: readonly (WatchEvent & {readonly at: number})[];
	readonly rows: ReadonlyMap<ResourceKey, Resource>;
};

const api: Pick<Api, 'url' | 'call'> = {
	url: 'http://rancher.lab',
	call: ({path}) => Promise.reject(new Error(`${path} is not asked for in this recording`)),
};

const kinds = new Set(firstKinds.map(({name}) => name));

/** Plays a recorded subscription to the stream of a project; `accepted` names the row of each noted action. */
export const play = (name: string, accepted: (note: string) => ResourceKey | null = () => null): Played => {
	const steps = recordingOf(name);
	const scope = scopeOf('prod', '1a5', createNames(), new Map());
	const controller = new AbortController();
	const events: (WatchEvent & {readonly at: number})[] = [];
	const rows = new Map<ResourceKey, Resource>();
	let now = 0;
	const acceptances = new Acceptances(() => now);
	const options = {
		api: api as Api,
		base: '/v2-beta/projects/1a5',
		version: 'v2-beta' as const,
		scope: () => scope,
		catalogue: () => firstCatalogue('v2-beta'),
		silentRowMs: 3_600_000,
		acceptances,
		loops: new CrashLoops(),
		now: () => now,
		isAwaited: () => false,
		everyChange: true,
	};
	const emit = (event: WatchEvent) => {
		events.push({...event, at: now});
		if (event.type === 'changed') rows.set(event.resource.key, event.resource);
		if (event.type === 'removed') rows.delete(event.key);
	};
	const stream = new ProjectStream(options, kinds, emit, controller.signal);
	for (const {at, text} of steps) {
		now = at;
		const key = text.startsWith('! ') ? accepted(text.slice(2)) : null;
		if (key !== null) acceptances.add(key);
		if (!text.startsWith('{')) continue;
		const frame = frameOf(text);
		if (frame.type === 'changed') stream.change(frame.object, frame.time, 0);
	}

	controller.abort();
	return {events, rows};
};
