import {expect, onTestFinished, test} from 'vitest';
import type {SourceEvent} from '../../source/model/source.js';
import {lookUp} from '../../source/runtime/look-up.js';
import {Recorder} from '../../source/runtime/recorder.js';
import {presentState} from '../../source/state/past/present.js';
import type {World} from '../../source/state/past/world.js';
import {RowStore} from '../../source/state/rows/row-store.js';
import {changed, containers, opened, Play, removed, resource, start} from '../state/stage.js';

const minute = 60_000;

const worldAt = async (recorder: Recorder, at: number): Promise<World> => {
	const makeRows = () => new RowStore(300_000);
	const {signal} = new AbortController();
	const report = (fault: string) => expect.unreachable(fault);
	const found = await lookUp(recorder, at, {makeRows, redact: null, signal, report});
	await found.close();
	return found.builder.world(at);
};

const stateOf = ({resources}: World, {key}: {readonly key: string}) => resources.get(key)?.resource.state;

/** A program with 2,000 rows that is recorded: a checkpoint of them is not written at once. */
const recordedRows = ({maxBytes = 64 * 1024 * 1024, message = ''} = {}) => {
	const play = new Play({now: start});
	play.dispatch(opened('prod'));
	play.state.tape.isOn = true;
	const recorder = new Recorder({maxBytes, save: null});
	onTestFinished(() => recorder.close());
	recorder.begin(play.state);
	const happen = (...events: readonly SourceEvent[]) => {
		play.dispatch({type: 'events', events});
		recorder.take(play.state.tape.drain(), () => presentState(play.state));
	};
	const rows = containers(2000);
	const [first, last] = [rows[1998], rows[1999]];
	if (!first || !last) throw new Error('there are 2,000 rows');
	happen(...rows.map(row => changed({...row, message}, start)));
	return {play, recorder, happen, first, last};
};

test('a checkpoint of many rows has each as it was, also those that change before they are written', async () => {
	const {recorder, happen, first, last} = recordedRows();
	// Another minute begins; most of its rows wait for their turn.
	happen(changed(resource('container', 'late'), start + minute));
	const at = start + minute + 1000;
	happen(changed({...first, state: 'stopping'}, at));
	happen(removed(last, at + 1000));

	const before = await worldAt(recorder, start + minute + 500);
	expect(before.resources.size).toBe(2001);
	expect(stateOf(before, first)).toBe(first.state);
	expect(before.resources.get(last.key)?.removedAt).toBeNull();
	const after = await worldAt(recorder, at + 1000);
	expect(stateOf(after, first)).toBe('stopping');
	expect(after.resources.get(last.key)?.removedAt).toBe(at + 1000);
});

test('a row that flapped at the checkpoint does so in it, though it is calm before it is written', async () => {
	const {play, recorder, happen, last} = recordedRows();
	for (let turn = 1; turn <= 5; turn++) {
		const health = turn % 2 === 1 ? 'error' : 'ok';
		happen(changed({...last, health}, start + turn * 1000));
	}
	const calm = start + 10 * minute + 1000;
	happen(changed(resource('container', 'late'), calm - 500));
	expect(play.state.resources.get(last.key)?.flapping).toBe(true);
	play.dispatch({type: 'tick', now: calm});
	expect(play.state.resources.get(last.key)?.flapping).toBe(false);

	const before = await worldAt(recorder, calm - 400);
	expect(before.resources.get(last.key)?.flapping).toBe(true);
});

test('a flood does not begin another minute before the checkpoint of this one is written', async () => {
	// More than the share of the memory at which another minute begins, already in the first part of the checkpoint.
	const {recorder, happen, first} = recordedRows({maxBytes: 8 * 1024 * 1024, message: 'x'.repeat(2500)});
	for (let each = 1; each <= 5; each++) happen(changed({...first, state: `step ${each}`}, start + each));

	expect((await recorder.segments()).length).toBe(2);
	expect(stateOf(await worldAt(recorder, start + 3), first)).toBe('step 3');
});
