import {describe, expect, test} from 'vitest';
import {Blocks} from '../../../source/state/logs/block.js';
import {type LogEntry, lineEntry} from '../../../source/state/logs/entry.js';
import {everyLine, type LineFilter, linePattern} from '../../../source/state/logs/line-filter.js';
import {LineIndex} from '../../../source/state/logs/line-index.js';
import {LogBuffer} from '../../../source/state/logs/log-buffer.js';

const stage = (max = 1000) => {
	const buffer = new LogBuffer(max);
	const index = new LineIndex(buffer);
	const blocks = new Map<string, Blocks>();
	const entryOf = (text: string, at: number, who = ''): LogEntry => {
		const own = blocks.get(who) ?? new Blocks();
		blocks.set(who, own);
		const line = {stream: 'stdout', time: {at, nanos: 0}, text, origin: null} as const;
		return lineEntry(null, {at, nanos: 0}, line, {block: own.of(line)});
	};
	return {
		buffer,
		index,
		/** Lines `text@milliseconds who`. */
		add(...lines: readonly string[]) {
			for (const one of lines) {
				const [, text = '', at = '', who = ''] = /^(.*)@(\d+) ?(.*)$/.exec(one) ?? [];
				index.update(buffer.merge([entryOf(text, Number(at), who)]).from);
			}
		},
		shown: () =>
			Array.from({length: index.count}, (_none, at) => {
				const entry = buffer.entry(index.at(at) ?? -1);
				return entry?.type === 'line' ? entry.line.text : `(${entry?.text})`;
			}),
		note(text: string, at: number) {
			const note = {type: 'note', writer: null, place: {at, nanos: 0}, at, text, others: 0, level: 'info'};
			index.update(buffer.merge([note as LogEntry]).from);
		},
	};
};

const patterns = (...texts: readonly string[]) => texts.flatMap(text => linePattern(text) ?? []);
const filterOf = (changes: Partial<LineFilter>): LineFilter => ({...everyLine, ...changes});

describe('the lines shown', () => {
	test('match all that is kept, and nothing that is hidden', () => {
		const {index, add, shown} = stage();
		add('GET /cart 200@0', 'GET /healthz 200@1', 'POST /cart 500@2', 'GET /cart 404@3');
		index.filter(filterOf({keep: patterns('cart', 'get'), hide: patterns('404')}));
		expect(shown()).toEqual(['GET /cart 200']);
		add('GET /cart 201@4', 'GET /cart 404@5');
		expect(shown()).toEqual(['GET /cart 200', 'GET /cart 201']);
		expect([index.indexOf(0), index.indexOf(1), index.indexOf(5)]).toEqual([0, 1, 2]);
		index.filter(everyLine);
		expect(index.count).toBe(6);
	});

	test('are tested once', () => {
		const {index, add} = stage();
		let tests = 0;
		const match = () => {
			tests += 1;
			return true;
		};
		index.filter(filterOf({keep: [{text: 'x', match, words: null, joins: true}]}));
		add('a@10', 'b@20', 'c@30');
		// Others move up, but are not tested again.
		add('between@15', 'between@16');
		expect([tests, index.count]).toEqual([5, 5]);
	});

	test('have what happened to the log among them', () => {
		const {index, add, shown, note} = stage();
		add('a@0');
		note('gone', 1);
		index.filter(filterOf({keep: patterns('b'), around: 3}));
		add('c@2', 'b@3');
		expect(shown()).toEqual(['(gone)', 'c', 'b']);
	});

	test('have a whole trace, whichever of its lines matches, between lines of others', () => {
		const {index, add, shown} = stage();
		index.filter(filterOf({keep: patterns('Shop.java')}));
		add('ERROR failed@0 a', 'GET /@1 b', '\tat Net.java@2 a');
		expect(shown()).toEqual([]);
		add('GET /@2 b', '\tat Shop.java@3 a', '\tat Main.java@4 a', 'done@5 a');
		expect(shown()).toEqual(['ERROR failed', '\tat Net.java', '\tat Shop.java', '\tat Main.java']);
		index.filter(filterOf({hide: patterns('Main.java')}));
		expect(shown()).toEqual(['GET /', 'GET /', 'done']);
	});

	test('are warnings and worse, with what belongs to them', () => {
		const {index, add, shown} = stage();
		index.filter(filterOf({troubleOnly: true}));
		add('INFO a@0', '[warn] b@1', 'plain@2', '\tat c.java@3', 'ERROR d@4');
		expect(shown()).toEqual(['[warn] b', 'plain', '\tat c.java', 'ERROR d']);
	});

	test('have so many lines around them, but no hidden ones', () => {
		const {index, add, shown} = stage();
		index.filter(filterOf({keep: patterns('x'), hide: patterns('noise'), around: 1}));
		add('a@0', 'b@1', 'noise@2', 'x1@3', 'noise@4', 'c@5', 'd@6', 'e@7');
		expect(shown()).toEqual(['b', 'x1', 'c']);
		add('x2@8');
		expect(shown()).toEqual(['b', 'x1', 'c', 'e', 'x2']);
		// One that comes late moves the others.
		add('x0@0');
		expect(shown()).toEqual(['a', 'x0', 'b', 'x1', 'c', 'e', 'x2']);
	});

	test('go with what the bound loses', () => {
		const {index, add, shown, buffer} = stage(10);
		index.filter(filterOf({keep: patterns('5')}));
		add(...Array.from({length: 3000}, (_none, at) => `line ${at}@${at}`));
		expect(shown()).toEqual(['line 2995']);
		expect([index.indexOf(0), index.at(0), buffer.first]).toEqual([0, 2995, 2990]);
	});

	test('are the same as of all lines filtered at once, in whatever order they come', () => {
		for (let seed = 1; seed <= 30; seed++) {
			let state = seed;
			const random = (below: number) => {
				state = (state * 48_271) % 2_147_483_647;
				return state % below;
			};
			const {index, add, shown} = stage();
			const filter = filterOf({
				keep: patterns('k'),
				hide: patterns('h'),
				around: random(3),
			});
			index.filter(filter);
			index.search(linePattern('1'));
			for (let count = 0; count < 90; count++) {
				const text = ['k', 'h', '\tk', '\th', 'x', 'y'][random(6)];
				add(`${text}${random(9)}@${Math.max(0, count * 10 - random(60))} ${random(2)}`);
			}

			const grown = shown();
			const matches = index.matchCount;
			index.filter({...filter});
			expect(grown, `seed ${seed}`).toEqual(shown());
			expect(matches).toBe(grown.filter(text => text.includes('1')).length);
		}
	});
});

describe('a search', () => {
	test('counts what matches among the lines shown, as they come and go', () => {
		const {index, add} = stage(5);
		add('a1@0', 'b1@1', 'a2@2');
		index.search(linePattern('a'));
		expect(index.matchCount).toBe(2);
		add('a3@3', 'c@4', 'a4@5', 'a5@6');
		expect(index.matchCount).toBe(4);
		expect([index.matchIndexOf(3), index.nextMatch(3, 'forward'), index.nextMatch(3, 'backward')]).toEqual([
			1, 5, 2,
		]);
		expect([index.nextMatch(6, 'forward'), index.nextMatch(2, 'backward')]).toEqual([null, null]);
		index.filter(filterOf({hide: patterns('3')}));
		expect(index.matchCount).toBe(3);
		index.search(null);
		expect(index.matchCount).toBe(0);
	});

	test.each([
		['status=500', 1],
		['"status":500', 1],
		['warn  very', 1],
		['22:13:20.000 WARN', 1],
		['note=', 1],
		['a\\u00e9', 0],
		['é=1', 1],
		['very slow status=5', 1],
		['slow very', 0],
		['status=\\d+ .*note', 1],
	])('%s finds what is laid out, and what was written', (text, count) => {
		const {index, add} = stage();
		add(
			'{"time":1700000000,"level":40,"msg":"very slow","status":500,"note":"a \\"b\\"","\\u00e9":1}@0',
			'{"status":200,"msg":"x"}@1',
			'plain@2',
		);
		index.lay({isStructured: true, field: null});
		index.search(linePattern(text));
		expect(index.matchCount).toBe(count);
	});
});
