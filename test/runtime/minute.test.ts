import {expect, onTestFinished, test} from 'vitest';
import type {Resource} from '../../source/model/resource.js';
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

test('a checkpoint of many rows has each as it was, also those that change before they are written', async () => {
	const play = new Play({now: start});
	play.dispatch(opened('prod'));
	play.state.tape.isOn = true;
	const recorder = new Recorder({maxBytes: 64 * 1024 * 1024, save: null});
	onTestFinished(() => recorder.close());
	recorder.begin(play.state);
	const happen = (events: readonly Resource[], at: number) => {
		play.dispatch({type: 'events', events: events.map(one => changed(one, at))});
		recorder.take(play.state.tape.drain(), () => presentState(play.state));
	};
	const rows = containers(2000);
	const [first, gone] = [rows[1998], rows[1999]];
	if (!first || !gone) throw new Error('there are 2,000 rows');
	happen(rows, start);
	// Another minute begins; most of its rows wait for their turn.
	happen([resource('container', 'late')], start + minute);
	const at = start + minute + 1000;
	happen([{...first, state: 'stopping'}], at);
	play.dispatch({type: 'events', events: [removed(gone, at + 1000)]});
	recorder.take(play.state.tape.drain(), () => presentState(play.state));

	const before = await worldAt(recorder, start + minute + 500);
	expect(before.resources.size).toBe(2001);
	expect(stateOf(before, first)).toBe(first.state);
	expect(before.resources.get(gone.key)?.removedAt).toBeNull();
	const after = await worldAt(recorder, at + 1000);
	expect(stateOf(after, first)).toBe('stopping');
	expect(after.resources.get(gone.key)?.removedAt).toBe(at + 1000);
});
