import {readdirSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {answers} from './answers.js';
import {fixtureNames} from './fixture.js';
import {normanLists, steveLists} from './lists.js';
import {refusals} from './refusals.js';
import {nodes, others, pods} from './situations.js';

// Every file of these is read by a test of its own kind, whatever it is called.
const wholes = [
	/subscribe[\w-]*(?:\.mgmt)?\.txt$/,
	/^more\/outage-(?:kill|term|short)\.txt$/,
	/portforward-(?:bytes|ws|spdy)[\w.-]*\.txt$/,
	/exec-spdy\.txt$/,
];

/** All text of the tests of the family but this one. */
const textOf = (folder: URL): string =>
	readdirSync(folder, {recursive: true, encoding: 'utf8'})
		.filter(name => name.endsWith('.test.ts') && name !== 'recorded.test.ts')
		.map(name => readFileSync(new URL(name, folder), 'utf8'))
		.join('\n');

test('every recorded file is read by a test', () => {
	const tables = new Set([
		...answers.map(([file]) => file),
		...refusals.map(([file]) => file),
		...[...steveLists, ...normanLists].map(({file}) => `${file}.http`),
		...pods.flatMap(({file}) => [`more/pod-${file}.steve.http`, `more/pod-${file}.raw.http`]),
		...nodes.flatMap(({file}) =>
			['steve', 'raw', 'norman', 'mgmt'].map(api => `more/node-${file}.${api}.http`),
		),
		...others.map(({file}) => `more/${file}.http`),
	]);
	const text = textOf(new URL('./', import.meta.url));
	const isNamed = (file: string) => text.includes(`'${file}'`);
	const unread = fixtureNames(/\.\w+$/).filter(
		file => !tables.has(file) && !wholes.some(pattern => pattern.test(file)) && !isNamed(file),
	);
	expect(unread).toEqual([]);
});
