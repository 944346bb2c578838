import {describe, expect, test} from 'vitest';
import {laidOut} from '../../../source/state/logs/layout.js';
import {fieldOf, structureOf} from '../../../source/state/logs/structure.js';

const whole = {isStructured: true, field: null};
const textOf = (line: string, field: string | null = null) =>
	laidOut(line, {isStructured: true, field}, false)?.text;

describe('a line is laid out', () => {
	test.each([
		['{"msg":"done","ms":12,"level":"info","ok":true}', 'INFO  done ms=12 ok=true'],
		['{"level":50,"msg":"failed","err":{"code":1}}', 'ERROR failed err={"code":1}'],
		['{"level":"odd","message":"a\\nb","x":null}', 'odd   a␊b x=null'],
		['level=warn msg="very slow" took=3s path=""', 'WARN  very slow took=3s path=""'],
		['ts=1700000000.5 caller=a.go:1 msg="a \\"b\\""', '22:13:20.500 a "b" caller=a.go:1'],
		['{"time":"2023-11-14T23:13:20.250+01:00","msg":"m"}', '22:13:20.250 m'],
		['{"@timestamp":1700000000000,"message":"m"}', '22:13:20.000 m'],
		['{"time":"yesterday","msg":"m"}', 'yesterday m'],
		['\u001b[32mlevel=info\u001b[0m msg=m', 'INFO  m'],
		['{"id":12345678901234567890}', 'id=12345678901234567890'],
	])('%s', (line, text) => {
		expect(textOf(line)).toBe(text);
	});

	test.each(['plain text', 'GET /?a=1&b=2 HTTP/1.1', 'a=1', 'a=1 b', '{"torn":', '[1, 2]', '{a=1 b=2}', ''])(
		'not where it is neither: %s',
		line => {
			expect(structureOf(line)).toBeNull();
		},
	);

	test('with one field in its place, also one within another', () => {
		const line = '{"msg":"m","http":{"status":500,"a.b":1},"a.b":2}';
		expect([textOf(line, 'http.status'), textOf(line, 'a.b'), textOf(line, 'msg')]).toEqual([
			'500',
			'2',
			'm',
		]);
		expect(textOf(line, 'absent')).toBe(textOf(line));
		const structure = structureOf(line);
		expect(structure && fieldOf(structure, 'http.toString')).toBeNull();
	});

	test('naming its parts', () => {
		const line = laidOut('{"time":1700000000,"level":"error","msg":"m","a":1}', whole, false);
		expect(line?.parts.map(({start, end, role}) => [line.text.slice(start, end), role])).toEqual([
			['22:13:20.000', 'time'],
			['ERROR', 'error'],
			['a=', 'key'],
		]);
	});

	test('harmless', () => {
		expect(textOf('{"msg":"\\u001b[2J","\\u001b]0;x":"\\u0007 y"}')).toBe('␛[2J ␛]0;x="\\u0007 y"');
	});
});
