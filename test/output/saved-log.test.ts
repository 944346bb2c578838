import {expect, test} from 'vitest';
import {savedLog} from '../../source/output/saved-log.js';
import {type LogEntry, lineEntry} from '../../source/state/logs/entry.js';
import {newWriter} from '../../source/state/logs/writer.js';
import {resource} from '../state/rows.js';
import {now} from './stage.js';

const place = {at: now, nanos: 5};
const writer = newWriter(
	{
		id: 1,
		log: 'a',
		resource: resource({id: '1i1', name: 'shop/web'}),
		container: 'nginx',
		isOver: false,
		colour: 0,
		after: null,
	},
	now,
);
const entries: readonly LogEntry[] = [
	lineEntry(writer, place, {
		stream: 'stdout',
		time: place,
		text: '\u001b[31mred\u001b[0m\u0007\n',
		origin: null,
	}),
	{
		writer,
		place,
		type: 'note',
		at: now,
		news: {type: 'ended'},
		text: 'it has ended',
		others: 0,
		level: 'info',
	},
];

test('a log is saved as text that is harmless in a terminal, with what happened and what is lost', () => {
	expect(savedLog({format: 'text', entries, several: true, lost: 1234})).toBe(
		`── 1,234 older lines lost: no more are kept
2026-01-02T03:04:05.678000005Z nginx │ red␇
2026-01-02T03:04:05.678000000Z nginx │ ── it has ended
`,
	);
});

test('a log is saved as one JSON object a line, each line as it was written', () => {
	const text = savedLog({format: 'ndjson', entries, several: true, lost: 2});
	const values = text
		.trimEnd()
		.split('\n')
		.map((each): unknown => JSON.parse(each));
	expect(values).toMatchObject([
		{type: 'lost', count: 2},
		{
			type: 'line',
			time: '2026-01-02T03:04:05.678000005Z',
			source: 'prod',
			kind: 'container',
			id: '1i1',
			name: 'shop/web',
			container: 'nginx',
			line: '\u001b[31mred\u001b[0m\u0007',
		},
		{type: 'ended', time: '2026-01-02T03:04:05.678Z', message: 'it has ended'},
	]);
	expect(text).not.toContain('\u0007');
});
