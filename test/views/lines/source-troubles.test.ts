import {describe, expect, test} from 'vitest';
import type {SourceStatus} from '../../../source/model/source.js';
import type {Message} from '../../../source/state/message.js';
import {GridLines} from '../../../source/views/lines/grid-lines.js';
import {troubleTexts} from '../../../source/views/lines/source-troubles.js';
import {pastOf} from '../../state/past/stage.js';
import {containers, live, opened, Play, reported, start} from '../../state/stage.js';
import {bare, seen} from '../stage.js';

const status = (state: SourceStatus, message: string | null, source = 'prod'): Message => ({
	type: 'events',
	events: [{type: 'status', source, scope: '', at: start, status: state, message, retryAt: start + 20_000}],
});

const later = (ms: number): Message => ({type: 'tick', now: start + ms});

/** What a grid of 80 by 24 shows below its titles. */
const shown = (...messages: readonly Message[]): string => {
	const play = new Play().dispatch(opened('prod'), ...messages);
	const [, ...lines] = new GridLines(bare).lines(play.state, play.grid).map(seen);
	expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(80);
	return lines.map(line => line.trim()).join('\n');
};

const words = (text: string): string => text.replaceAll('\n', ' ');

describe('the first screen of a source', () => {
	test('that is silent says for how long, and what to look at', () => {
		const connecting = status('connecting', 'opening the stream');
		expect(words(shown(connecting, later(1000)))).toContain('prod: connecting to https://prod.example.com');
		expect(words(shown(connecting, later(8000)))).toContain(
			'prod: no answer for 8s from https://prod.example.com; check the address, and that the server is up',
		);
	});

	test('that fails says why in full, when it is tried again, and by which key at once', () => {
		const why = `Cannot reach the API: connection refused; check the port ${'and so on '.repeat(15)}(https://prod)`;
		const text = words(shown(status('retrying', why), later(8000)));
		expect(text).toContain(`prod: retry in 12s: ${why}`);
		expect(text).toContain('ctrl-r tries again at once, :sources shows how each is connected');
	});

	test('is not offered to be tried again in the past', () => {
		const play = new Play().dispatch(opened('prod'), status('retrying', 'connection refused'));
		const {state} = play.dispatch(pastOf(play, [], start));
		const text = troubleTexts(state, [...state.connections.values()]).join(' ');
		expect(text).toMatch(/^prod: .*connection refused :sources shows how each is connected$/);
	});

	test('that is starting says so, instead of that it does not answer', () => {
		const event = {type: 'status', source: 'prod', scope: '', at: start, status: 'connecting'} as const;
		const starting = {
			...event,
			message: 'the server is still starting',
			retryAt: null,
			starting: true,
		} as const;
		const text = words(shown({type: 'events', events: [starting]}, later(8000)));
		expect(text).toContain('prod: connecting: the server is still starting');
		expect(text).not.toContain('no answer');
	});

	test('that refused the credentials says how to give others', () => {
		const text = shown(status('refused', 'Cannot log in: HTTP 401'));
		expect(text).toContain('prod: refused: Cannot log in: HTTP 401\n:login prod asks for other credentials');
	});

	test('says so below the rows of the others', () => {
		const text = shown(live(), reported(...containers(2)), opened('eu'), status('refused', 'HTTP 401', 'eu'));
		expect(text).toMatch(/web-2.*\n\neu: refused: HTTP 401\n:login eu asks/);
	});

	test('is not in the way of the rows of a source that was live', () => {
		const text = shown(live(), reported(...containers(2)), status('retrying', 'connection refused'));
		expect(text).not.toContain('connection refused');
	});
});
