import {describe, expect, test} from 'vitest';
import {wholeText} from '../../../source/state/pages/text-line.js';
import {titleModel} from '../../../source/state/title.js';
import {line, log, reading} from '../log-story.js';
import type {Play} from '../stage.js';

const page = (play: Play) => (play.view('page').lines ?? []).map(wholeText);

describe('Enter in a frozen log', () => {
	test('opens the line with its stack trace, and Y copies it as it was written', () => {
		const trace = ['ERROR \u001b[31mfailed\u001b[0m', '\tat Shop.java:1\u001b[2J', '\tat Main.java:2'];
		const play = log(reading(1), ...trace.map(text => line(text)), line('next')).press('f k k enter');
		expect(page(play)).toEqual([
			'time 2023-11-14T22:13:20.500000000Z',
			'from web-1',
			'stream stdout',
			'level error',
			'3 lines',
			'ERROR failed',
			'\tat Shop.java:1\u001b[2J',
			'\tat Main.java:2',
		]);
		expect(titleModel(play.state).what).toBe('line');
		play.take();
		expect(play.press('Y').take()).toEqual([
			{type: 'copy', text: 'ERROR failed\n\tat Shop.java:1␛[2J\n\tat Main.java:2'},
		]);
		expect(play.press('q').view('logs').cursor).toBe(2);
	});

	test('lays JSON out, with its numbers as they are', () => {
		const text = '{"level":"warn","id":12345678901234567890,"http":{"status":500,"a:b":"c\\"d"}}';
		expect(page(log(reading(0), line(text)).press('f enter')).slice(3)).toEqual([
			'level warning',
			'Line',
			'{',
			'  "level": "warn",',
			'  "id": 12345678901234567890,',
			'  "http": {',
			'    "status": 500,',
			'    "a:b": "c\\"d"',
			'  }',
			'}',
		]);
	});

	test('lays logfmt out', () => {
		expect(
			page(log(reading(0), line('level=info msg="job \\"a\\" done" n=3')).press('f enter')).slice(-3),
		).toEqual(['level info', 'msg job "a" done', 'n 3']);
	});

	test('opens what happened to the log too', () => {
		expect(page(reading(1).press('m f enter')).slice(-2)[0]).toBe('Line');
	});

	test('says so where it is not frozen', () => {
		expect(reading(1).press('enter').notice).toBe('a followed log has no cursor: f freezes it');
	});
});
