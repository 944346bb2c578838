import {expect, test} from 'vitest';
import type {MachineReport} from '../../../source/model/explanation.js';
import {verdictOf} from '../../../source/state/explain/machine.js';

const now = 10_000_000;
const minute = 60_000;

/** What a server says of a machine: `node wk-1: silent 2m, notices after 1m`. */
const report = (line: string): MachineReport => {
	const [, kind = '', name = '', presence = '', age, notices = '0'] =
		/^(\w+) (\S+): (silent|answers|unknown)(?: (\d+)m)?(?:, notices after (\d+)m)?$/.exec(line) ?? [];
	return {
		row: {key: `x//${kind}/${name}`, kind, name},
		speaker: `the agent of ${kind} ${name}`,
		presence: presence as MachineReport['presence'],
		how: `as ${kind} says`,
		since: age === undefined ? null : now - Number(age) * minute,
		noticedAfterMs: Number(notices) * minute,
		work: [],
	};
};

/** Situations: what each server says, and below it what follows from that. */
const situations = `
node a: answers | minion a: answers
	nothing
node a: silent 3m
	nothing
node a: silent 3m | minion a: silent 2m
	error cause 2m → minion a: the machine of node a is down: the agent of node a and the agent of minion a do not answer
minion a: silent 2m | node a: silent 3m
	error cause 2m → node a: the machine of minion a is down: the agent of minion a and the agent of node a do not answer
host a: silent 3m | minion a: silent
	error cause → minion a: the machine of host a is down: the agent of host a and the agent of minion a do not answer
host a: silent 3m | node a: silent 3m | minion a: silent 1m
	error cause 1m → node a: the machine of host a is down: the agent of host a, the agent of node a and the agent of minion a do not answer
node a: silent 3m | minion a: answers 1m, notices after 5m
	error cause 3m → minion a: the agent of node a is down, not the machine: the agent of minion a answers
node a: silent 6m | minion a: answers 9m, notices after 5m
	error cause 6m → minion a: the agent of node a is down, not the machine: the agent of minion a answers
minion a: silent 3m | node a: answers, notices after 1m
	error cause 3m → node a: the agent of minion a is down, not the machine: the agent of node a answers
host a: silent 3m | node a: answers, notices after 1m | minion a: silent 3m
	error cause 3m → node a: the agent of host a and the agent of minion a are down, not the machine: the agent of node a answers
node a: silent 3m | minion a: answers 4m, notices after 5m
	unknown sign → minion a: whether the machine itself is down is not known: the agent of minion a counts as up, but its loss may go unnoticed for 5m
node a: silent 3m | minion a: answers 3m, notices after 5m
	unknown sign → minion a: whether the machine itself is down is not known: the agent of minion a counts as up, but its loss may go unnoticed for 5m
node a: silent 3m | minion a: unknown
	unknown sign → minion a: whether the machine itself is down is not known: nothing is known of the agent of minion a
node a: answers | minion a: unknown
	nothing
node a: unknown | minion a: unknown
	nothing
host a: silent 3m | node a: unknown | minion a: silent 3m
	error cause 3m → minion a: the machine of host a is down: the agent of host a and the agent of minion a do not answer
`;

const table = situations
	.trim()
	.split('\n')
	.reduce<{said: string; follows: string}[]>((all, line) => {
		const last = all.at(-1);
		if (line.startsWith('\t') && last) last.follows = line.trim();
		else all.push({said: line, follows: ''});
		return all;
	}, []);

test.each(table)('$said', ({said, follows}) => {
	const lines = verdictOf(said.split(' | ').map(report), now).map(
		({severity, role, since, row, text}) =>
			`${severity} ${role}${since === null ? '' : ` ${(now - since) / minute}m`} → ${row?.kind} ${row?.name}: ${text}`,
	);
	expect(lines).toEqual(follows === 'nothing' ? [] : [follows]);
});

test('says how it is known, by each of them', () => {
	const [verdict] = verdictOf(['node a: silent 3m', 'minion a: silent 3m'].map(report), now);
	expect(verdict?.quotes).toEqual([
		'the agent of node a: as node says',
		'the agent of minion a: as minion says',
	]);
});
