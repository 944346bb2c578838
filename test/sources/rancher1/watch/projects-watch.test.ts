import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {createNames} from '../../../../source/sources/rancher1/rows/names.js';
import {projectsScope, scopeOf} from '../../../../source/sources/rancher1/rows/scope.js';
import {createProjectsWatch} from '../../../../source/sources/rancher1/watch/projects-watch.js';
import type {Rancher1Object} from '../../../../source/sources/rancher1/wire/frames.js';
import {object} from '../objects.js';
import {serving} from '../serving.js';

beforeEach(() => {
	vi.useFakeTimers();
});

afterEach(() => {
	vi.useRealTimers();
});

const project = (id: string, fields = {}): Rancher1Object =>
	object('project', {id, name: id, state: 'active', transitioning: 'no', ...fields});

test('a project that goes after an action on it is no longer looked for', async () => {
	const movingMs = 1000;
	const restingMs = 60_000;
	let asked = 0;
	let projects = [project('1a5'), project('1a7')];
	const scope = scopeOf('prod', projectsScope, createNames(), new Map());
	const watch = createProjectsWatch({
		api: serving(() => {
			asked++;
			return projects;
		}),
		scope: () => scope,
		movingMs,
		restingMs,
		onFound: () => undefined,
		collections: () => new Map(),
		onProjects: () => undefined,
	});
	const over = new AbortController();
	const removed: string[] = [];
	await watch.open(
		new Set(['project']),
		event => void (event.type === 'removed' && removed.push(event.key)),
		over.signal,
	);
	await watch.list(['project'], () => undefined, over.signal);
	watch.accepted('prod/projects/project/1a7', {id: '1a7', kind: 'project'});
	projects = [project('1a5'), project('1a7', {state: 'removing', transitioning: 'yes'})];
	await vi.advanceTimersByTimeAsync(restingMs);
	projects = [project('1a5')];
	await vi.advanceTimersByTimeAsync(movingMs);
	expect(removed).toEqual(['prod/projects/project/1a7']);
	const before = asked;
	await vi.advanceTimersByTimeAsync(10 * movingMs);
	expect(asked).toBe(before);
	over.abort();
});
