import {expect, test} from 'vitest';
import type {Check} from '../../../source/model/check.js';
import {bugReport, type DoctorReport, reportText} from '../../../source/program/doctor/report.js';

const check = (name: string, text: string, more: Partial<Check> = {}): Check => ({
	name,
	status: 'ok',
	text,
	advice: null,
	...more,
});

const report: DoctorReport = {
	terminal: [],
	configuration: [check('file', '/home/ann/.config/rwatch/config.yaml')],
	sources: [
		{
			name: 'prod',
			url: 'https://rancher.shop.example',
			family: 'rancher2',
			checks: [
				check('name resolution', 'rancher.shop.example is 10.0.0.1'),
				check('credentials', 'ops | by a token that stops, 10.0.0.10', {
					status: 'failed',
					advice: 'ask\u001b[31m ops',
				}),
				check('rights', 'may list: pod; may change: secret-shop'),
			],
			names: ['shop.example', 'rancher.shop.example', '10.0.0.1', 'ops'],
		},
	],
};

test('names are replaced where they are whole, the longest first, and the home directory is hidden', () => {
	const text = bugReport(report, '/home/ann', false);
	expect(text).toContain('| file | ok | ~/.config/rwatch/config.yaml |');
	expect(text).toContain('### source-1 (rancher2)');
	expect(text).toMatch(/\| name-\d is name-\d \|/);
	expect(text).toMatch(/\| name-\d \\\| by a token that stops, 10\.0\.0\.10 \|/);
	expect(text).toContain('| rights | ok | 2 sorts |');
	expect(text).not.toMatch(/shop|prod/);
	expect(bugReport(report, '/home/ann', true)).toContain('rancher.shop.example is 10.0.0.1');
});

test('advice is given where something is not fine, without control characters', () => {
	const text = reportText(report);
	expect(text).toMatch(/FAIL {2}credentials {6}ops .*\n +advice: ask/);
	expect(text).not.toContain('\u001b');
	expect(text.match(/advice/g)).toHaveLength(1);
});

test('a long list of rights is cut between two of its names', () => {
	const names = Array.from({length: 40}, (_none, index) => `apps.deployment-${index}`);
	const rights = check('rights', `may list: 40 kinds: ${names.join(', ')}`);
	const text = reportText({terminal: [], configuration: [rights], sources: []});
	expect(text).toMatch(/rights +may list: 40 kinds: apps\.deployment-0, .*, apps\.deployment-\d+, …\n/);
	expect(text).not.toContain('apps.deployment-39');
});
