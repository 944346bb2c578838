import {readdirSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {parseInstant} from '../../../source/model/instant.js';
import {parseJson} from '../../../source/model/json.js';
import type {LogLine} from '../../../source/model/log.js';
import {AgentFrames} from '../../../source/sources/rancher1/streams/agent-frames.js';
import {StatsRates} from '../../../source/sources/rancher1/streams/stats-rates.js';
import {endOf, framesIn, streamOf} from './streams.js';

const linesIn = (name: string): readonly LogLine[] => {
	const lines: LogLine[] = [];
	const reader = new AgentFrames(line => lines.push(line));
	for (const frame of framesIn(name)) reader.push(frame);
	reader.flush();
	return lines;
};

const statsIn = (name: string) => {
	const rates = new StatsRates(name.includes('hoststats'));
	return framesIn(name).flatMap(frame => rates.take(parseJson(frame.toString()), 1000) ?? []);
};

// The status of the ticket, how the stream ended, and the number of lines in it.
const logs = [
	['logs', 200, 'close 1000', 36, 'err 10'],
	['logs-bad-token', 200, 'refused 401', 0, undefined],
	['logs-bearer-only', 200, 'close 1000', 0, undefined],
	['logs-cattle-restart', 200, 'close 1000', 13, 'err 1357'],
	['logs-cattle-restart-embedded-proxy', 200, 'close 1000', 13, 'err 1496'],
	['logs-cattle-restart-sigterm', 200, 'close 1000', 15, 'err 1889'],
	['logs-docker-rm', 200, 'close 1000', 5, 'err 3'],
	['logs-ends', 200, 'close 1000', 6, 'err 10'],
	['logs-expired', 200, 'refused 401', 0, undefined],
	['logs-host-just-lost', 200, 'refused 401', 0, undefined],
	['logs-host-lost', 200, 'close 1000', 4, 'line 12'],
	['logs-host-reconnecting', 200, 'refused 401', 0, undefined],
	['logs-lines-0', 200, 'close 1005', 8, 'err 8'],
	['logs-no-timestamps', 200, 'close 1000', 23, 'out 4'],
	['logs-no-token', 200, 'refused 401', 0, undefined],
	['logs-nofollow', 200, 'close 1000', 3, 'out 4'],
	['logs-not-utf8', 200, 'close 1005', 28, 'out 6'],
	['logs-removed', 200, 'close 1000', 26, 'err 13'],
	['logs-removed-again', 422, 'close 1000', 0, undefined],
	['logs-restart', 200, 'close 1000', 7, 'out 4'],
	['logs-since', 200, 'close 1000', 4, 'err 8'],
	['logs-stopped', 200, 'close 1000', 5, 'err 10'],
	['logs-tty', 200, 'close 1000', 12, 'tick 8'],
] as const;

// As above, with the number of frames, and how many of them say something of a thing that runs.
const stats = [
	['containerstats', 200, 'close 1005', 7, 6],
	['containerstats-expired', 200, 'refused 401', 0, 0],
	['containerstats-host-just-lost', 200, null, 0, 0],
	['containerstats-host-reconnecting', 503, null, 0, 0],
	['containerstats-stopped', 200, 'close 1005', 6, 0],
	['containerstats-stops', 200, 'close 1005', 16, 4],
	['host-containerstats', 200, 'close 1005', 6, 5],
	['hoststats', 200, 'close 1005', 7, 6],
	['hoststats-expired', 200, 'refused 401', 0, 0],
	['hoststats-host-just-lost', 200, null, 0, 0],
	['hoststats-host-lost', 200, 'close 1005', 4, 3],
	['hoststats-host-reconnecting', 200, null, 0, 0],
	['project-hoststats', 200, 'close 1005', 7, 6],
	['project-hoststats-host-just-lost', 200, null, 0, 0],
	['project-hoststats-host-reconnecting', 200, null, 0, 0],
	['service-containerstats', 200, 'close 1005', 13, 11],
	['service-containerstats-host-just-lost', 200, null, 0, 0],
	['service-containerstats-host-reconnecting', 200, null, 0, 0],
] as const;

const shells = [
	['exec', 200, 'close 1000', 28],
	['exec-client-closes', 200, 'close 1005', 0],
	['exec-container-stops', 200, 'close 1000', 1],
	['exec-expired', 200, 'refused 401', 0],
	['exec-host-just-lost', 200, 'refused 401', 0],
	['exec-host-lost', 200, 'close 1000', 2],
	['exec-host-reconnecting', 200, 'refused 401', 0],
	['exec-no-such-program', 200, 'close 1000', 1],
	['exec-no-tty', 200, 'close 1000', 1],
	['exec-stopped', 422, null, 0],
] as const;

test.each(logs)('%s: ticket %i, %s, %i lines', (name, status, end, count, last) => {
	const lines = linesIn(name);
	expect([streamOf(name).status, endOf(name), lines.length]).toEqual([status, end, count]);
	expect(lines.at(-1)?.text).toBe(last);
	const isStamped = name !== 'logs-no-timestamps';
	expect(lines.every(({time}) => (time !== null) === isStamped)).toBe(true);
	expect(lines.some(({text}) => text.includes('\0') && isStamped)).toBe(false);
});

test.each(stats)('%s: ticket %i, %s, %i frames, %i samples', (name, status, end, frames, samples) => {
	expect([streamOf(name).status, endOf(name), framesIn(name).length, statsIn(name).length]).toEqual([
		status,
		end,
		frames,
		samples,
	]);
	for (const {cpuPercent, memoryBytes} of statsIn(name)) {
		expect(cpuPercent).toBeGreaterThan(0);
		expect(memoryBytes).toBeGreaterThan(0);
	}
});

test.each(shells)('%s: ticket %i, %s, %i frames', (name, status, end, frames) => {
	expect([streamOf(name).status, endOf(name), framesIn(name).length]).toEqual([status, end, frames]);
});

test('every recorded stream is among them', () => {
	const files = readdirSync(new URL('../../fixtures/rancher1', import.meta.url)).filter(file =>
		file.startsWith('stream-'),
	);
	const known = [...logs, ...stats, ...shells].map(([name]) => `stream-${name}.txt`);
	expect(known.toSorted()).toEqual(files.toSorted());
});

describe('a line of more than 16 KiB', () => {
	test.each(['logs', 'logs-not-utf8', 'logs-tty'])('is one line in %s, as it was written', name => {
		const long = linesIn(name).filter(({text}) => text.length > 16_384);
		expect(long).toHaveLength(1);
		expect(long[0]?.text).toMatch(/^long (?:0123456789)+\d* end$/);
		expect(long[0]?.text).not.toMatch(/2026-|\p{Cc}/u);
	});

	test('is followed by its own line where Docker lost the newline', () => {
		const lines = linesIn('logs-not-utf8');
		const at = lines.findIndex(({text}) => text.startsWith('long'));
		expect(lines[at + 1]).toMatchObject({
			stream: 'stdout',
			time: parseInstant('2026-11-30T04:03:39.380934079Z'),
			text: 'out 1',
		});
	});

	test('keeps a stamp that is not Docker’s', () => {
		const stamp = '2026-11-30T04:00:08.650662094Z';
		const text = `${'x'.repeat(20_000)} at ${stamp} and 2025-01-01T00:00:00.1Z end`;
		const lines: string[] = [];
		const reader = new AgentFrames(line => lines.push(line.text));
		reader.push(Buffer.from(`01 2026-11-30T04:00:09.000000001Z ${text}\n`));
		expect(lines).toEqual([text]);
	});
});

test('what ends a ticket’s life says so in words', () => {
	for (const name of ['logs-expired', 'exec-host-just-lost']) {
		expect(streamOf(name).steps.at(-1)?.text).toContain('"Failed authentication\\n"');
	}

	expect(streamOf('hoststats-host-reconnecting').answer).toContain('"url":null');
	expect(streamOf('containerstats-host-reconnecting').answer).toContain('"code":"Service Unavailable"');
});
