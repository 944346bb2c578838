import {expect, test} from 'vitest';
import {farewellText} from '../../source/state/farewell.js';
import {Journal} from '../../source/state/journal/journal.js';
import {ChangeList} from '../../source/state/rows/changes.js';

const stateWith = (sent: number) => {
	const journal = new Journal();
	for (let id = 0; id < sent; id++) {
		journal.entries.take([
			{
				type: 'sent',
				id: String(id),
				run: 'r',
				time: '2026-01-02T03:04:05.000Z',
				source: 'prod',
				title: 'Restart',
				action: {name: 'restart', verb: 'restart'},
				rows: [],
				input: {},
				line: null,
			},
		]);
	}

	const changes = new ChangeList();
	for (const from of [1, 3])
		changes.note({type: 'gap', at: 5, source: 'prod', scope: '', from, to: from + 1});
	return {forwards: new Map(), changes, journal};
};

test('nothing is said in the end unless it is wanted', () => {
	expect(farewellText(stateWith(1), null)).toEqual([]);
});

test('a summary has how long it took, what was seen and what was sent', () => {
	expect(farewellText(stateWith(1), 724_000)).toEqual(['ran for 12m04s, saw 2 changes, sent 1 action']);
	expect(farewellText(stateWith(0), 900)).toEqual(['ran for 900ms, saw 2 changes, sent 0 actions']);
});
