import {describe, expect, test} from 'vitest';
import {packLabels} from '../../../source/model/labels.js';
import {matches, parseFilter} from '../../../source/state/filter/filter.js';
import {lookup, row} from '../rows.js';

const rows = {
	web: row({id: '1', labels: packLabels({app: 'web', tier: 'front', 'io.rancher.stack.name': 'shop'})}),
	db: row({id: '2', labels: packLabels({app: 'postgres', tier: 'db', team: 'Data Platform'})}),
	bare: row({id: '3', name: 'minion'}),
};

const passing = (text: string): readonly string[] => {
	const filter = parseFilter(text);
	if ('error' in filter) throw new Error(filter.error);
	return Object.entries(rows).flatMap(([name, each]) => (matches(filter, each, lookup()) ? [name] : []));
};

describe('labels select as those of Kubernetes do', () => {
	test.each<[string, readonly string[]]>([
		['label:app=web', ['web']],
		['label:app==web', ['web']],
		['label:app=we', []],
		['label:app!=web', ['db', 'bare']],
		['label:app', ['web', 'db']],
		['label:!app', ['bare']],
		['labels:tier=db', ['db']],
		['LABEL:tier=db', ['db']],
		['label:io.rancher.stack.name=shop', ['web']],
		['label:team="Data Platform"', ['db']],
		['-l app=web', ['web']],
		['-l app=web,tier!=db', ['web']],
		['-l app=web, tier=front', ['web']],
		['-l app,tier=db', ['db']],
		['-l tier in (db, front),!team', ['web']],
		['-l tier notin (db)', ['web', 'bare']],
		['-l !app', ['bare']],
		['!label:app=web', ['db', 'bare']],
		['(label:app=web or name:minion)', ['web', 'bare']],
		['-l app=web and name:minion', []],
		['name:shop -l tier=db', ['db']],
		['-x app=web', []],
		['"-l app=web"', []],
	])('%s', (text, expected) => {
		expect(passing(text)).toEqual(expected);
	});
});

describe('letters in their order find a name', () => {
	test.each<[string, readonly string[]]>([
		['~shpwb', ['web', 'db']],
		['~shpwb1', ['web']],
		['~SWB2', ['db']],
		['~mno', ['bare']],
		['~bw', []],
		['!~shpwb', ['bare']],
		['~"web shop"', ['web', 'db']],
	])('%s', (text, expected) => {
		expect(passing(text)).toEqual(expected);
	});
});
