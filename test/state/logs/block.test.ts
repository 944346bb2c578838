import {describe, expect, test} from 'vitest';
import {Blocks, levelIn} from '../../../source/state/logs/block.js';

/** How many lines belong together, one after the other, and their levels. */
const together = (texts: readonly string[], stepMs = 1) => {
	const blocks = new Blocks();
	const all = texts.map((text, index) =>
		blocks.of({stream: 'stderr', time: {at: index * stepMs, nanos: 0}, text, origin: null}),
	);
	return [...new Set(all)].map(block => [block.lines, levelIn(block)]);
};

describe('lines belong together', () => {
	test.each([
		[
			'a trace of Java, with its cause, and the line that reports it',
			[
				'2026-01-02 03:04:05 ERROR [main] request failed',
				'java.lang.IllegalStateException: no connection',
				'\tat net.example.Shop.pay(Shop.java:88)',
				'Caused by: java.net.SocketException: reset',
				'\tat net.example.Net.read(Net.java:1)',
				'\t... 12 more',
				'2026-01-02 03:04:06 INFO [main] next',
			],
			[
				[6, 'error'],
				[1, 'info'],
			],
		],
		[
			'a trace of Python up to its exception',
			[
				'Traceback (most recent call last):',
				'  File "/app/worker.py", line 212, in run',
				'    job.perform()',
				"KeyError: 'customer_id'",
				'job done',
			],
			[
				[4, 'error'],
				[1, null],
			],
		],
		[
			'a trace of Python with another one',
			[
				'WARNING:root:again',
				'Traceback (most recent call last):',
				'  File "a.py", line 1, in <module>',
				'ValueError: a',
				'',
				'During handling of the above exception, another exception occurred:',
				'',
				'Traceback (most recent call last):',
				'  File "b.py", line 1, in <module>',
				'KeyError: b',
			],
			[[10, 'warning']],
		],
		[
			'a panic of Go',
			[
				'panic: runtime error: index out of range [5] with length 3',
				'',
				'goroutine 1 [running]:',
				'main.(*Server).serve(0xc000010000)',
				'\t/app/main.go:12 +0x1d',
				'exit status 2',
				'restarted',
			],
			[
				[6, 'error'],
				[1, null],
			],
		],
		[
			'an error of Node',
			['Error: connect ECONNREFUSED', '    at TCPConnectWrap.afterConnect (net.js:1097:14)', 'ready'],
			[
				[2, 'error'],
				[1, null],
			],
		],
		[
			'a line of unknown level with frames below it',
			['request failed', '    at pay (shop.js:1:2)'],
			[[2, 'error']],
		],
		[
			'JSON over several lines',
			['{', '  "a": 1', '}', 'next'],
			[
				[3, null],
				[1, null],
			],
		], // prettier-ignore
		[
			'no exception that follows a line without trouble',
			['GET / 200', 'ValueError: a', 'ValueError: b'],
			[
				[1, null],
				[1, 'error'],
				[1, 'error'],
			],
		],
	])('%s', (_title, texts, expected) => {
		expect(together(texts)).toEqual(expected);
	});

	test('colours do not keep them apart', () => {
		expect(together(['\u001b[31mERROR\u001b[0m no', '\u001b[2m    at pay (shop.js:1:2)\u001b[0m'])).toEqual([
			[2, 'error'],
		]);
	});

	test('only as long as they come at once', () => {
		expect(together([' one', ' two', ' three'], 1500)).toHaveLength(3);
	});

	test('per stream', () => {
		const blocks = new Blocks();
		const of = (stream: 'stdout' | 'stderr', text: string) =>
			blocks.of({stream, time: null, text, origin: null});
		const failed = of('stderr', 'ERROR failed');
		const other = of('stdout', 'GET /');
		expect([of('stderr', '\tat a'), of('stdout', '  and more')]).toEqual([failed, other]);
	});
});
