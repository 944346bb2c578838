import {describe, expect, test} from 'vitest';
import {families} from '../../source/families.js';
import {helpText, moreOptionsText} from '../../source/flags/help-text.js';
import {options, spelled} from '../../source/flags/options.js';
import {UsageError} from '../../source/model/errors.js';
import {flagsOf} from './parse.js';

describe('arguments', () => {
	test('none at all watch what is configured, on the screen', () => {
		expect(flagsOf([])).toEqual({
			command: 'watch',
			operand: null,
			mode: 'screen',
			mouse: false,
			summary: false,
			sources: [],
			demo: false,
			demoSize: null,
			config: null,
			kind: null,
			filter: null,
			sort: null,
			until: null,
			alert: false,
			timeoutMs: null,
			output: null,
			logFormat: 'text',
			sinceMs: null,
			raw: false,
			readOnly: false,
			allProjects: false,
			caFile: null,
			insecure: false,
			fresh: false,
			record: null,
			replay: null,
			speed: 1,
			ascii: false,
			color: true,
			theme: null,
			fps: 15,
			logFile: null,
			logLevel: 'info',
			json: false,
			report: false,
			withHosts: false,
			session: true,
			saltTransport: null,
		});
	});

	test.each([
		[['https://a', 'prod', 'salt+https://b:8000'], {sources: ['https://a', 'prod', 'salt+https://b:8000']}],
		[['--', '-strange'], {sources: ['-strange']}],
		[
			['-k', 'pods', '-f', 'state:active', '-o', 'csv'],
			{kind: 'pods', filter: 'state:active', output: 'csv'},
		],
		[['-kpods', '-ojson'], {kind: 'pods', output: 'json'}],
		[['--kind=pods', '-o=yaml'], {kind: 'pods', output: 'yaml'}],
		[['-f', '"a b"'], {filter: '"a b"'}],
		[['--filter="a b"'], {filter: '"a b"'}],
		[['-f', '!health:ok and not kind:host'], {filter: '!health:ok and not kind:host'}],
		[['-f', 'nginx:1.15'], {filter: 'nginx:1.15'}],
		[['-f', '-l app=web,tier!=db'], {filter: '-l app=web,tier!=db'}],
		[['--until', '-l app=web and age>1h'], {until: '-l app=web and age>1h'}],
		[['--filter=-l app=web'], {filter: '-l app=web'}],
		[['-f', 'stack:shop ip:10. node:n1 status:x'], {filter: 'stack:shop ip:10. node:n1 status:x'}],
		[['-f', '"stat:running"'], {filter: '"stat:running"'}],
		[['--until', 'x', '--timeout', '1s'], {mode: 'until', timeoutMs: 1000}],
		[['--sort', 'since:desc'], {sort: 'since:desc'}],
		[['--demo', '--demo-size', '5000'], {demo: true, demoSize: 5000}],
		[['--timeout', '500ms'], {timeoutMs: 500}],
		[['--timeout', '30s'], {timeoutMs: 30_000}],
		[['--timeout', '5m'], {timeoutMs: 300_000}],
		[['--timeout', '1h'], {timeoutMs: 3_600_000}],
		[['--timeout', '1h30m'], {timeoutMs: 5_400_000}],
		[['--replay', 'x.ndjson', '--speed', '2.5'], {replay: 'x.ndjson', speed: 2.5}],
		[['--no-color', '--no-session', '--ascii'], {color: false, session: false, ascii: true}],
		[['--color'], {color: true}],
		[['--fps', '60', '--theme', 'mono'], {fps: 60, theme: 'mono'}],
		[['--ca-file', 'a.pem', '--insecure', '--read-only'], {caFile: 'a.pem', insecure: true, readOnly: true}],
		[['--log-file', 'a.log', '--log-level', 'debug'], {logFile: 'a.log', logLevel: 'debug'}],
		[['--salt-transport', 'ws'], {saltTransport: 'ws'}],
		[
			['logs', 'prod', 'shop/web', '--follow', '--since', '1h', '-ondjson'],
			{
				command: 'logs',
				mode: 'follow',
				sources: ['prod'],
				operand: 'shop/web',
				sinceMs: 3_600_000,
				logFormat: 'ndjson',
			},
		],
		[['logs', '--demo', 'web'], {command: 'logs', mode: 'once', sources: [], operand: 'web', demo: true}],
		[['--once', '-o', 'json', '--raw'], {mode: 'once', output: 'json', raw: true}],
	])('%j say %j', (argv, expected) => {
		expect(flagsOf(argv)).toMatchObject(expected);
	});

	test.each([
		[['--once'], 'once'],
		[['--follow'], 'follow'],
		[['--until', 'state:active'], 'until'],
		[['--follow', '--until', 'state:active'], 'until'],
		[['-o', 'json'], 'once'],
		[['--follow', '-o', 'csv'], 'follow'],
		[['--demo'], 'screen'],
	])('%j choose the mode %s', (argv, mode) => {
		expect(flagsOf(argv).mode).toBe(mode);
	});

	test.each([
		[['--help'], 'help'],
		[['-h'], 'help'],
		[['--demo', '--help'], 'help'],
		[['--version'], 'version'],
		[['config', 'check'], 'config check'],
		[['config', 'path', '--config', 'x.yaml'], 'config path'],
		[['prod'], 'watch'],
	])('%j are the command %s', (argv, command) => {
		expect(flagsOf(argv).command).toBe(command);
	});

	test.each([
		[['--reed-only'], "Unknown option --reed-only (did you mean '--read-only'?); see rwatch --help"],
		[['--no-such'], 'Unknown option --no-such; see rwatch --help'],
		[['-z'], 'Unknown option -z; see rwatch --help'],
		[['--token', 'secret'], 'Unknown option --token; see rwatch --help'],
		[['--config'], '--config needs a file'],
		[['--config', '--once'], '--config needs a file'],
		[['--no-config'], '--config needs a file'],
		[['-f'], '--filter needs a value'],
		[['-k', 'a', '-k', 'b'], '--kind can only be set once'],
		[['--timeout', '5x'], "--timeout takes a duration such as 500ms, 30s, 5m or 1h, not '5x'"],
		[['--timeout', '30'], "--timeout takes a duration such as 500ms, 30s, 5m or 1h, not '30'"],
		[['--timeout', '0s'], "--timeout takes a duration such as 500ms, 30s, 5m or 1h, not '0s'"],
		[['--fps', '0'], "--fps takes a whole number from 1 to 60, not '0'"],
		[['--fps', 'many'], "--fps takes a whole number from 1 to 60, not 'many'"],
		[['--speed', '0', '--replay', 'x'], "--speed takes a number above 0, not '0'"],
		[['-o', 'xml'], "--output takes one of table, json, ndjson, csv, yaml, not 'xml'"],
		[['-o', 'jsn'], "--output takes one of table, json, ndjson, csv, yaml, not 'jsn' (did you mean 'json'?)"],
		[['logs', '--demo'], "'rwatch logs --demo' takes a row or filter, and no source"],
		[['logs', '--demo', 'prod', 'web'], "'rwatch logs --demo' takes a row or filter, and no source"],
		[['logs'], "'rwatch logs' takes a source and a row or filter: rwatch logs <source>"],
		[['logs', 'prod'], "'rwatch logs' takes a source and a row or filter: rwatch logs <source>"],
		[['logs', 'prod', 'web', '-o', 'json'], "--output takes one of text, ndjson, not 'json'"],
		[['logs', 'prod', 'web', '-f', 'x'], "'rwatch logs' does not take --filter: rwatch logs"],
		[['prod', '--since', '1h'], '--since goes with logs: rwatch logs'],
		[['--sort', 'x:up'], "--sort 'x:up': "],
		[['--filter', '('], "--filter '(': "],
		[['--until', 'state:'], "--until 'state:': "],
		[
			['--filter', 'web and restarts>=many'],
			"--filter 'web and restarts>=many': restarts is compared with a number, an amount or a duration, such as 5, 500m, 1Gi or 2h (at character 19)",
		],
		[
			['--filter', 'stat:running'],
			"--filter 'stat:running': there is no field 'stat' (did you mean 'state'?)",
		],
		[
			['--filter', 'web and heath=ok'],
			"--filter 'web and heath=ok': there is no field 'heath' (did you mean",
		],
		[['--until', 'not stte:x'], "--until 'not stte:x': there is no field 'stte' (did you mean 'state'?)"],
		[['--follow', '--timeout', '5s'], '--timeout goes with --once and --until: --follow ends when'],
		[['--salt-transport', 'tcp'], "--salt-transport takes one of sse, ws, not 'tcp'"],
		[['--once', '--follow'], '--once and --follow exclude each other'],
		[['--once', '--until', 'x'], '--once and --until exclude each other'],
		[['--alert'], '--alert goes with --follow'],
		[['--alert', '--follow', '--replay', 'x'], '--alert and --replay exclude each other'],
		[['--speed', '2'], '--speed goes with --replay'],
		[['--demo-size', '100'], '--demo-size goes with --demo'],
		[['--log-level', 'debug'], '--log-level goes with --log-file'],
		[['--demo', '--demo-size', '7'], '--demo-size takes a whole number from 50 to 200000'],
		[['--raw'], '--raw goes with --once -o json (or ndjson, yaml)'],
		[['--raw', '--once', '-o', 'csv'], '--raw goes with --once -o json (or ndjson, yaml)'],
		[['--demo', 'https://a'], "--demo takes no source, but 'https://a' was given"],
		[['--replay', 'x', 'prod'], '--replay takes neither a source nor --demo'],
		[['--replay', 'x', '--record', 'y'], '--record and --replay exclude each other'],
		[['config'], "'rwatch config' takes check or path: rwatch config check, rwatch config path"],
		[['config', 'edit'], "'rwatch config' takes check or path: rwatch config check, rwatch config path"],
	])('%j are refused in one line: %s', (argv, message) => {
		const refusal = (() => {
			try {
				return flagsOf(argv);
			} catch (error) {
				return error;
			}
		})();
		expect(refusal).toBeInstanceOf(UsageError);
		expect(String(refusal)).toContain(`UsageError: ${message}`);
		expect(String(refusal)).not.toContain('\n');
	});

	test('of a wrong option, only its name is repeated: its value may be a secret', () => {
		expect(() => flagsOf(['--password', 'hunter2'])).toThrow(/^(?!.*hunter2)/);
	});
});

describe('the help text', () => {
	test.each(
		Object.keys(options).map(option =>
			option === 'color' || option === 'session' ? `no-${option}` : option,
		),
	)('names --%s', option => {
		expect(helpText(families) + moreOptionsText()).toContain(spelled(option));
	});

	test('fits on a screen of 60 lines', () => {
		expect(helpText(families).trimEnd().split('\n').length).toBeLessThanOrEqual(60);
	});

	test('fits into 110 columns and ends its last line', () => {
		expect(
			Math.max(
				...helpText(families)
					.split('\n')
					.map(line => line.length),
			),
		).toBeLessThanOrEqual(110);
		expect(helpText(families).endsWith('\n')).toBe(true);
	});
});
