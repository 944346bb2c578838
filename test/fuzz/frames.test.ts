import {afterEach, describe, expect, test} from 'vitest';
import type {Arena} from '../sources/arena.js';
import {type Stage, stageOf, until} from '../sources/contract/stage.js';
import {startRancher1} from '../sources/rancher1/start.js';
import {startRancher2} from '../sources/rancher2/start.js';
import {startSalt} from '../sources/salt/start.js';
import {count, mutated, pick, randomOf, seed} from './mutate.js';
import {eventsOf, framesOf} from './recorded.js';

const together = 100;
// The rows of the test are of the same names as some that were recorded: those must not be reported as removed.
const others = eventsOf().map(event => event.replaceAll('web-a.example', 'fuzz-a.example'));
const asIs = (text: string): string => text;

const families: readonly [string, () => Promise<Arena>, readonly string[], (text: string) => string][] = [
	['Rancher 1', startRancher1, framesOf('rancher1', /^frames/), asIs],
	['Steve', () => startRancher2(), framesOf('rancher2', /steve.*\.txt$/), asIs],
	['Norman', () => startRancher2({steve: false}), framesOf('rancher2', /norman.*\.txt$/), asIs],
	['Salt', () => startSalt(), others, text => `data: ${text}\n\n`],
	['Salt over a websocket', () => startSalt({}, {eventTransport: 'ws'}), others, text => `data: ${text}`],
];

let stage: Stage | null = null;

afterEach(async () => {
	await stage?.end();
	stage = null;
});

describe.each(families)('%s', (_family, start, frames, framed) => {
	test(`loses no good change among ${count} mutated frames (seed ${seed})`, {
		timeout: 60_000 + 200 * count,
	}, async () => {
		const random = randomOf(seed);
		stage = stageOf(await start());
		const {arena, marked} = stage;
		const {observed} = await stage.live();
		expect(frames.length).toBeGreaterThan(20);
		for (let sent = 0; sent < count; sent += together) {
			for (let left = together; left > 0; left--) {
				arena.server.faults.inject(framed(mutated(pick(random, frames), random)), arena.isStream);
			}

			arena.mark(`good ${sent}`);
			await marked(observed, `good ${sent}`);
			observed.events.length = 0;
		}

		arena.mark('the last one');
		await marked(observed, 'the last one');
		await until(() => expect(observed.rows.get(arena.subject)).toBeDefined());
	});
});
