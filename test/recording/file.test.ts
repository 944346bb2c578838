import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gunzipSync, gzipSync} from 'node:zlib';
import {afterEach, beforeEach, expect, onTestFinished, test} from 'vitest';
import {bareConnection} from '../../source/recording/bare-connection.js';
import {openRecordedFile} from '../../source/recording/file.js';
import {headBytes, readHead} from '../../source/recording/member.js';
import {lookUp, type Redact} from '../../source/runtime/look-up.js';
import {Recorder} from '../../source/runtime/recorder.js';
import {WorldBuilder} from '../../source/state/past/builder.js';
import {RowStore} from '../../source/state/rows/row-store.js';
import {changed, resource, start} from '../state/stage.js';

let folder = '';
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'rwatch-'));
});
afterEach(() => rmSync(folder, {recursive: true}));

const second = 1000;
const asItIs: Redact = {event: event => event, row: row => row};
const makeRows = () => new RowStore(300_000);
const names = ['a', 'b', 'c'];

/** A recording of three minutes, in each of which all rows become what the minute is called. */
const record = async (): Promise<string> => {
	const members: Buffer[] = [];
	const recorder = new Recorder({maxBytes: 0, save: member => members.push(member)});
	const builder = new WorldBuilder(makeRows);
	builder.begin(start, [bareConnection({name: 'prod', family: 'rancher1', url: 'http://prod'})]);
	recorder.begin(builder.world(start));
	for (let step = 0; step < 18; step++) {
		const at = start + step * 10 * second + 1;
		for (const name of names) {
			const event = changed(resource('container', name, {state: `minute ${Math.floor(step / 6)}`}), at);
			const changes = builder.apply(event, at);
			recorder.take([{event, changes}], () => builder.world(at));
		}
	}

	await expect.poll(() => members.length).toBeGreaterThanOrEqual(2);
	recorder.close();
	const path = join(folder, 'three.gz');
	writeFileSync(path, Buffer.concat(members));
	return path;
};

/** The states of all rows at a second, and what could not be read. */
const statesAt = async (path: string, seconds: number) => {
	const recorded = await openRecordedFile(path);
	onTestFinished(recorded.close);
	const faults = new Set<string>();
	const {signal} = new AbortController();
	const report = (fault: string) => void faults.add(fault);
	const until = start + seconds * second;
	const found = await lookUp(recorded, until, {makeRows, redact: asItIs, signal, report});
	await found.close();
	const {resources} = found.builder.world(until);
	const states = Object.fromEntries(
		[...resources.rows()].map(row => [row.resource.name, row.resource.state]),
	);
	return {states, faults: [...faults], reach: await recorded.reach(true)};
};

const all = (state: string) => Object.fromEntries(names.map(name => [name, state]));

/** Where the members of a file begin. */
const offsetsOf = (bytes: Buffer): readonly number[] => {
	const offsets: number[] = [];
	for (let offset = 0; offset < bytes.length; ) {
		offsets.push(offset);
		offset += readHead(bytes.subarray(offset, offset + headBytes))?.length ?? bytes.length;
	}

	return offsets;
};

test('every minute can be entered', async () => {
	const path = await record();
	expect(offsetsOf(readFileSync(path)).length).toBeGreaterThanOrEqual(3);
	for (const [seconds, state] of [
		[55, 'minute 0'],
		[75, 'minute 1'],
		[175, 'minute 2'],
	] as const)
		expect(await statesAt(path, seconds)).toMatchObject({states: all(state), faults: [], reach: {fault: ''}});
});

test('what is in a file can be packed again by another program, or be unpacked', async () => {
	const path = await record();
	const text = gunzipSync(readFileSync(path));
	const newest = (await statesAt(path, 0)).reach.newest;
	for (const content of [gzipSync(text), text]) {
		writeFileSync(path, content);
		const {states, reach} = await statesAt(path, 75);
		expect(states).toEqual(all('minute 1'));
		expect(reach.newest).toBe(newest);
	}
});

test('a minute that is cut off is omitted, and said', async () => {
	const path = await record();
	const bytes = readFileSync(path);
	writeFileSync(path, bytes.subarray(0, bytes.length - 5));
	const {states, reach} = await statesAt(path, 1000);
	expect(reach.fault).toMatch(/^its last minute is cut off, and omitted \(\d+ KB\)$/);
	expect(Object.keys(states)).toEqual(names);
});

test('of a minute that is damaged nothing is shown but what was known before it', async () => {
	const path = await record();
	const bytes = readFileSync(path);
	const [, second = 0, third = 0] = offsetsOf(bytes);
	bytes.fill(0xff, second + headBytes + 20, third - 20);
	writeFileSync(path, bytes);
	const during = await statesAt(path, 75);
	expect(during.faults).toHaveLength(1);
	// The first change of the minute came before its checkpoint.
	expect(during.states).toEqual({...all('minute 0'), a: 'minute 1'});
	expect(await statesAt(path, 175)).toMatchObject({states: all('minute 2'), faults: []});
});

test('an empty file is said to be empty', async () => {
	const path = join(folder, 'empty.gz');
	writeFileSync(path, '');
	await expect(openRecordedFile(path)).rejects.toThrow(`Cannot replay ${path}: it is empty`);
});
