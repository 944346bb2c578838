import {describe, expect, test} from 'vitest';
import {matches, parseFilter} from '../../../source/state/filter/filter.js';
import type {Row} from '../../../source/state/rows/row.js';
import {lookup, row} from '../rows.js';

const hour = 3_600_000;
const now = 1_800_000_000_000;

const rows: Readonly<Record<string, Row>> = {
	calm: row({
		id: '1',
		created: now - 3 * hour,
		cells: {RESTARTS: 0, CPU: '120m', MEM: '512Mi', READY: '2/2', 'CPU%': 12, DURATION: '23s'},
	}),
	busy: row({
		id: '2',
		created: now - hour,
		cells: {RESTARTS: 7, CPU: '2', MEM: '3Gi', READY: '0/2', 'CPU%': 93, DURATION: '1h3m'},
	}),
	other: row({id: '3', kind: 'host', created: null, cells: {'LAST SEEN': now - 5 * 60_000}}),
};

const passing = (text: string): readonly string[] => {
	const filter = parseFilter(text);
	if ('error' in filter) throw new Error(filter.error);
	const context = {...lookup(), now};
	return Object.keys(rows).filter(name => {
		const each = rows[name];
		return each !== undefined && matches(filter, each, context);
	});
};

describe('a comparison goes by what a column amounts to', () => {
	test.each<[string, readonly string[]]>([
		['restarts>=5', ['busy']],
		['restarts>0', ['busy']],
		['restarts<5', ['calm']],
		['restarts<=7', ['calm', 'busy']],
		['restarts=7', ['busy']],
		['restarts!=7', ['calm', 'other']],
		['cpu>500m', ['busy']],
		['cpu<=0.12', ['calm']],
		['cpu%>80', ['busy']],
		['cpu%<80%', ['calm']],
		['mem>1Gi', ['busy']],
		['mem>=512MiB', ['calm', 'busy']],
		['mem<600MB', ['calm']],
		['mem=3072Mi', ['busy']],
		['mem==3072Mi', ['busy']],
		['ready<1', ['busy']],
		['ready=0/2', ['busy']],
		['duration>1m', ['busy']],
		['duration<1h', ['calm']],
		['age<2h', ['busy']],
		['age>=3h', ['calm']],
		['age<1h30m', ['busy']],
		['last-seen<10m', ['other']],
		['last-seen>10m', []],
		['last-seen>10', []],
		['restarts>5 or age>2h', ['calm', 'busy']],
		['!restarts>5', ['calm', 'other']],
		['nowhere>5', []],
		['name:shop restarts>5', ['busy']],
		// What only has such signs in it is text.
		['a->b', []],
		['<none>', []],
	])('%s', (text, expected) => {
		expect(passing(text)).toEqual(expected);
	});
});

describe('since goes by what is known', () => {
	const known = row({}, {since: now - 10 * 60_000});
	const bound = row({}, {since: null, seen: now - 10 * 60_000});
	test.each<[string, boolean, boolean]>([
		['since>5m', true, true],
		['since>15m', false, false],
		// It may have been so for an hour.
		['since<15m', true, false],
		['since<5m', false, false],
	])('%s', (text, ofKnown, ofBound) => {
		const filter = parseFilter(text);
		if ('error' in filter) throw new Error(filter.error);
		const context = {...lookup(), now};
		expect([matches(filter, known, context), matches(filter, bound, context)]).toEqual([ofKnown, ofBound]);
	});
});

test('a row says when it is to be looked at again', () => {
	const filter = parseFilter('age<2h');
	if ('error' in filter) throw new Error(filter.error);
	const asked: number[] = [];
	const at = (time: number) => ({
		...lookup(),
		now: time,
		wake: (_row: Row, due: number) => void asked.push(due),
	});
	const young = row({created: now});
	expect(matches(filter, young, at(now))).toBe(true);
	expect(asked).toEqual([now + 2 * hour]);
	expect(matches(filter, young, at(now + 2 * hour))).toBe(false);
	expect(matches(filter, young, at(now + 2 * hour + 1))).toBe(false);
	// Nothing can change any more.
	expect(asked).toEqual([now + 2 * hour, now + 2 * hour + 1]);
	expect(matches(filter, row({created: now}, {removedAt: now + hour}), at(now + 9 * hour))).toBe(true);
	expect(asked).toHaveLength(2);
});
