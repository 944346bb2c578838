import {expect, test} from 'vitest';
import {filterDoubts} from '../../../source/state/filter/doubts.js';
import {matches, parseFilter} from '../../../source/state/filter/filter.js';
import {Figures} from '../../../source/state/rows/figures.js';
import {column, kind, lookup, row} from '../rows.js';

const gib = 2 ** 30;
const cpu = {request: null, limit: 1};
const memory = {request: null, limit: 2 * gib};

const rows = {
	calm: row({id: '1'}, {figures: new Figures({at: 0, cpu: 0.1, memory: gib / 2}, {cpu, memory})}),
	busy: row({id: '2'}, {figures: new Figures({at: 0, cpu: 0.9, memory: 1.9 * gib}, {cpu, memory})}),
	free: row(
		{id: '3'},
		{
			figures: new Figures(
				{at: 0, cpu: 0.2, memory: 2000 * gib},
				{cpu: {request: null, limit: null}, memory},
			),
		},
	),
	unmeasured: row({id: '4'}),
};

const passing = (text: string): readonly string[] => {
	const filter = parseFilter(text);
	if ('error' in filter) throw new Error(filter.error);
	return Object.entries(rows).flatMap(([name, each]) => (matches(filter, each, lookup()) ? [name] : []));
};

test.each([
	['cpu>500m', ['busy']],
	['cpu<=0.2', ['calm', 'free']],
	['cpu>80%', ['busy']],
	['cpu%<80', ['calm']],
	['memory>1Gi', ['busy', 'free']],
	['mem<1Gi', ['calm']],
	['mem>80%', ['busy', 'free']],
	['memory<80%', ['calm']],
	['cpul>80', ['busy']],
	['mem=512Mi', ['calm']],
	['!(cpu>0)', ['unmeasured']],
])('%s lets %j pass', (text, expected) => {
	expect(passing(text)).toEqual(expected);
});

test('text is not sought in figures, which change all the time', () => {
	expect(passing('0.1')).toEqual([]);
});

test('a column that comes with the figures is one', () => {
	const pods = kind('pod', {measured: [column('MEM', 'bytes'), column('CPU', 'cores')]});
	const filtered = {kinds: [pods], inView: [pods], rows: () => [row()], lookup: lookup()};
	expect(filterDoubts('memory>1Gi cpu>1', filtered)).toEqual([]);
	expect(filterDoubts('memories>1Gi', filtered)).toHaveLength(1);
});
