import {expect, test} from 'vitest';
import {load} from './world.js';

const sources = "sources: {prod: {url: 'https://r', type: rancher2, token: 't:u'}}\n";

test('columns are read by kind, in any spelling of it', async () => {
	const file = `${sources}columns:
  pods: [{title: team, label: app.io/team}, {title: QOS, path: '{.status.qosClass}'}]
  po: [{title: IMG, path: .spec.image}]
  Certificate: [{title: ISSUER, path: .spec.issuer}]
`;
	const {columns, warnings} = await load({file});
	expect([...columns]).toEqual([
		[
			'pod',
			[
				{title: 'TEAM', from: {label: 'app.io/team'}},
				{title: 'QOS', from: {path: '{.status.qosClass}'}},
				{title: 'IMG', from: {path: '.spec.image'}},
			],
		],
		['certificate', [{title: 'ISSUER', from: {path: '.spec.issuer'}}]],
	]);
	expect(warnings).toEqual([]);
	expect((await load({file: sources})).columns.size).toBe(0);
});

test('a saved view can be sorted by a column that the file adds', async () => {
	const views = 'views: {mine: {kind: pods, sort: team}, other: {kind: nodes, sort: team}}\n';
	const file = `${sources}${views}columns: {pod: [{title: TEAM, label: team}]}\n`;
	await expect(load({argv: ['config', 'check'], file})).rejects.toThrow(
		/^(?=[\s\S]*views\.other\.sort)(?![\s\S]*views\.mine)/,
	);
});

test('a kind of nobody is a warning: it may be a custom resource', async () => {
	const {columns, warnings} = await load({
		file: `${sources}columns: {gizmo.shop.io: [{title: X, label: x}]}\n`,
	});
	expect(columns.get('gizmo.shop.io')).toHaveLength(1);
	expect(warnings).toEqual([expect.stringContaining("no server has a kind 'gizmo.shop.io' of its own")]);
});

test.each([
	['columns: 3', ':2: columns: expected a map of lists of columns by kind, found a number'],
	['columns: {pod: {}}', ':2: columns.pod: expected a list of columns, found a map'],
	['columns: {pod: [x]}', ':2: columns.pod.0: expected a map with title, and label or path, found a text'],
	['columns: {pod: [{label: x}]}', ':2: columns.pod.0.title: missing; expected a text'],
	['columns: {pod: [{title: X, lable: x}]}', "columns.pod.0.lable: unknown key (did you mean 'label'?)"],
	['columns: {pod: [{title: X}]}', ':2: columns.pod.0: expected label or path besides title'],
	[
		'columns: {pod: [{title: X, label: a, path: .b}]}',
		'columns.pod.0: expected either label or path, found both',
	],
	['columns: {pod: [{title: X, path: b}]}', "columns.pod.0: 'b' is not a path; expected one such as"],
	['columns: {pod: [{title: Name, label: b}]}', 'columns.pod.0: every row has a column NAME already'],
	['columns: {pod: [{title: X, label: a}, {title: x, label: b}]}', 'columns.pod.1: a second column X'],
	[
		'columns: {minoin: [{title: X, label: a}]}',
		"columns.minoin: there is no kind 'minoin' (did you mean 'minion'?)",
	],
])('%s is refused with what was expected', async (text, fault) => {
	await expect(load({file: `${sources}${text}\n`})).rejects.toThrow(fault);
});
