import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {createEventLog, openLogFile} from '../../source/program/log-file.js';

const unwarned = (text: string) => expect.unreachable(text);

/** A log in a folder of its own, and what is in it, without the times. */
const openLog = () => {
	const folder = mkdtempSync(join(tmpdir(), 'rwatch-log-'));
	onTestFinished(() => rmSync(folder, {recursive: true}));
	const path = join(folder, 'rwatch.log');
	const events = createEventLog(openLogFile(path, 'info', () => 0, unwarned));
	const lines = () =>
		readFileSync(path, 'utf8')
			.trim()
			.split('\n')
			.map(line => line.slice(line.indexOf(' ') + 1));
	const fault = (message: string, at: number, source = 'prod') =>
		events.take({type: 'fault', source, at, message});
	return {events, fault, lines};
};

test('of many bad frames the first few are written, then only how many more there were', () => {
	const {events, fault, lines} = openLog();
	for (let count = 0; count < 20_000; count++) fault(`A frame is not JSON: {"id": ${count}`, count);
	expect(lines()).toHaveLength(6);
	expect(lines().at(-1)).toBe('warn prod: A frame is not JSON: {"id": 4');
	events.take({type: 'heartbeat', source: 'prod', at: 59_999});
	expect(lines()).toHaveLength(6);
	events.take({type: 'heartbeat', source: 'prod', at: 60_000});
	expect(lines().slice(6)).toEqual([
		"warn prod: … and 19,995 more like 'A frame is not JSON' within a minute",
	]);
	fault('A frame is not JSON: {', 60_001);
	expect(lines().at(-1)).toBe('warn prod: A frame is not JSON: {');
});

test('the number is written at the end too', () => {
	const {events, fault, lines} = openLog();
	for (let count = 0; count < 7; count++) fault('A frame is not JSON: {', count);
	events.close();
	expect(lines().at(-1)).toBe("warn prod: … and 2 more like 'A frame is not JSON' within a minute");
	events.close();
	expect(lines()).toHaveLength(7);
});

test('few faults are written as they are, those of each kind and source by themselves', () => {
	const {events, fault, lines} = openLog();
	for (let count = 0; count < 5; count++) {
		fault('Cannot list pods (https://r): HTTP 500', count);
		fault('Cannot list nodes (https://r): HTTP 500', count);
		fault('Cannot list nodes (https://r): HTTP 500', count, 'edge');
	}

	events.close();
	expect(lines()).toHaveLength(16);
});

test('faults that are ever others are bounded all the same', () => {
	const {events, fault, lines} = openLog();
	const letters = 'abcdefghijklmnopqrstuvwxyz';
	for (const one of letters) for (const other of letters) fault(`${one}${other} is strange`, 0);
	events.close();
	expect(lines().length).toBeLessThan(30);
	expect(lines().at(-1)).toBe('warn prod: … and 651 more of other kinds within a minute');
});

test("a log that all could read is its owner's only from now on, and goes on", () => {
	const folder = mkdtempSync(join(tmpdir(), 'rwatch-log-'));
	onTestFinished(() => rmSync(folder, {recursive: true}));
	const path = join(folder, 'rwatch.log');
	writeFileSync(path, 'before\n', {mode: 0o644});
	openLogFile(path, 'info', () => 0, unwarned);
	expect(statSync(path).mode & 0o777).toBe(0o600);
	expect(readFileSync(path, 'utf8')).toBe('before\n1970-01-01T00:00:00.000Z info started\n');
});

test('what is no file stays as it is', () => {
	const before = statSync('/dev/null').mode;
	openLogFile('/dev/null', 'info', () => 0, unwarned);
	expect(statSync('/dev/null').mode).toBe(before);
});
