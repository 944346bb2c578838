import {describe, expect, test} from 'vitest';
import {framesOf, play, recordingOf} from './recording.js';

const container = (id: string) => `prod/1a5/instance/${id}`;

const statesOf = (name: string, id: string) =>
	play(name).events.flatMap(event =>
		event.type === 'changed' && event.resource.id === id
			? [`${event.resource.state} ${event.resource.health}`]
			: [],
	);

test.each([
	['frames-restart', 2],
	['frames-quick-restart', 2],
	['frames-scale-inactive', 1],
	['frames-stop-remove-purge', 9],
	['frames-crash-loop', 90],
	['frames-cattle-restart', 2],
	['frames-cattle-restart-sigterm', 2],
	['frames-cattle-restart-embedded-proxy', 2],
	['frames-key-deactivated', 19],
	['frames-project-deactivate', 5],
])('every frame of %s is read', (name, count) => {
	const frames = framesOf(name);
	expect(frames).toHaveLength(count);
	expect(frames.filter(({type}) => type !== 'changed' && type !== 'ping')).toEqual([]);
});

describe('an action whose transition is too short to be reported', () => {
	const accepted = (path: string, key: string) => (note: string) => (note.includes(path) ? key : null);

	test.each([
		['frames-restart', '1i244/?action=restart', container('1i244'), 'running'],
		['frames-quick-restart', '1i220/?action=restart', container('1i220'), 'running'],
		['frames-scale-inactive', 'PUT /v2-beta/services/1s3', 'prod/1a5/service/1s3', 'inactive'],
	])('is over with the first word from after its acceptance (%s)', (name, path, key, state) => {
		const {events} = play(name, accepted(path, key));
		const changes = events.filter(event => event.type === 'changed' && event.resource.key === key);
		const settling = changes.filter(event => event.type === 'changed' && event.settles);
		expect(settling).toHaveLength(1);
		expect(changes.at(-1)).toBe(settling[0]);
		expect(changes.at(-1)).toMatchObject({resource: {state, transitioning: 'no'}});
	});

	test('is not over with what was reported before', () => {
		const {events} = play('frames-quick-restart');
		expect(events.filter(event => event.type === 'changed' && event.settles)).toEqual([]);
	});
});

describe('what the server never reports', () => {
	test('a container that is stopped, removed and purged within a second ends as running', () => {
		const {rows} = play('frames-stop-remove-purge');
		expect(rows.get(container('1i245'))?.state).toBe('running');
		expect(rows.has(container('1i240'))).toBe(false);
		expect(recordingOf('frames-stop-remove-purge').map(({text}) => text)).toContain(
			'! GET /v2-beta/containers/1i245 -> 200 container purged transitioning=no',
		);
	});

	test('an inactive environment emits nothing, and goes on when it is active again', () => {
		expect(
			[...play('frames-project-deactivate').rows.values()].map(({name, state}) => [name, state]),
		).toEqual([[expect.any(String), 'active']]);
	});

	test('a key that was deactivated leaves the stream as it is', () => {
		expect(framesOf('frames-key-deactivated').every(({type}) => type === 'ping')).toBe(true);
	});
});

test('a stream ends without a close frame when Cattle dies, and is refused while it is away', () => {
	for (const name of ['frames-cattle-restart', 'frames-cattle-restart-embedded-proxy']) {
		const texts = recordingOf(name).map(({text}) => text);
		expect(texts).toContain('close 1006 ""');
		expect(texts).toContain(
			String.raw`! upgrade -> 500 text/plain; charset=utf-8 "Unable to establish websocket connection: can't dial.\n"`,
		);
	}

	expect(statesOf('frames-cattle-restart', '1i1')).toEqual(['running ok']);
});
