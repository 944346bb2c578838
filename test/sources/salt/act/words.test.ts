import {expect, test} from 'vitest';
import {parseCommand} from '../../../../source/sources/salt/act/command.js';
import {parseArguments, parseObject} from '../../../../source/sources/salt/act/words.js';

test.each([
	['', [], {}],
	['nginx', ['nginx'], {}],
	['web test=true', ['web'], {test: true}],
	['120 1.5 null true', [120, 1.5, null, true], {}],
	['20261120154917940217', ['20261120154917940217'], {}],
	['"a b" \'c d\' e\\ f', ['a b', 'c d', 'e f'], {}],
	['"true" "x=1"', ['true', 'x=1'], {}],
	['pillar={"a": [1, "b c"]} x', ['x'], {pillar: {a: [1, 'b c']}}],
	['["a", "b"]', [['a', 'b']], {}],
	["'df -h' shell=/bin/sh", ['df -h'], {shell: '/bin/sh'}],
	['uptime; echo "x y"', ['uptime;', 'echo', 'x y'], {}],
])('reads the arguments %j', (line, arg, kwarg) => {
	expect(parseArguments(line)).toEqual({arg, kwarg});
});

test('says that a quote is not closed', () => {
	expect(() => parseArguments('a "b')).toThrow(/quote is not closed: "b/);
});

test('takes nothing but objects for objects', () => {
	expect(parseObject('')).toEqual({});
	expect(parseObject('{"a": 1}')).toEqual({a: 1});
	expect(() => parseObject('[1]')).toThrow(/JSON object is needed/);
});

test.each([
	['salt web-* test.ping', 'salt', {target: 'web-*', type: 'glob', function: 'test.ping', arguments: ''}],
	[
		"salt -G 'os:Debian' cmd.run 'df -h' shell=/bin/sh",
		'salt',
		{target: 'os:Debian', type: 'grain', function: 'cmd.run', arguments: "'df -h' shell=/bin/sh"},
	],
	[
		'runner state.orchestrate orch.deploy',
		'runner',
		{function: 'state.orchestrate', arguments: 'orch.deploy'},
	],
	['wheel key.finger match=*', 'wheel', {function: 'key.finger', arguments: 'match=*'}],
	['hook my/app {"a": 1}', 'hook', {path: 'my/app', body: '{"a": 1}'}],
])('reads the command %j', (line, action, input) => {
	expect(parseCommand(line)).toEqual({action, input});
});

test.each([
	['salt web-*', /salt <target> <function>/],
	['runner', /runner <function>/],
	['pods', /not a command of Salt/],
	['salt -Z x y', /-Z: not a type of target/],
])('says what is wrong with %j', (line, message) => {
	expect(() => parseCommand(line)).toThrow(message);
});
