import {describe, expect, test} from 'vitest';
import {changed} from '../state/rows.js';
import {start} from './follow-start.js';
import {kindsEvent, now} from './stage.js';

describe('following', () => {
	test.each([
		[
			'table',
			'2026-01-02T03:04:05.678Z  added    prod          container   shop/web-a                        running\n',
		],
		['json', '{"type":"added"'],
		['yaml', '---\ntype: added\n'],
		[
			'csv',
			'type,time,source,family,kind,id,name,state,health,transitioning,message,progress,since,removed,scope,status,from,to\r\nadded,2026-01-02T03:04:05.678Z,prod,rancher1,container,a,shop/web-a,running,ok,no,,,2026-01-02T03:04:05.678Z,false,,,,\r\n',
		],
	] as const)('can be printed as %s', (format, text) => {
		const {report, stdout} = start({format});
		report.emit(kindsEvent());
		report.emit(changed(now, {id: 'a', since: now}));
		expect(stdout.text).toContain(text);
	});

	test.each(['ndjson', 'table', 'csv', 'yaml'] as const)(
		'sends no control character of others in %s',
		format => {
			const {report, stdout} = start({format});
			report.emit(kindsEvent());
			report.emit(changed(now, {name: 'x\u001B[31m\u009B2J\u202Ey', message: 'a\u0007b'}));
			// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
			expect(stdout.text).not.toMatch(/[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u202e]/);
			if (format === 'ndjson') expect(stdout.values).toMatchObject([{name: 'x\u001B[31m\u009B2J\u202Ey'}]);
		},
	);
});
