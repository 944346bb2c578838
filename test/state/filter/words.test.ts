import {describe, expect, test} from 'vitest';
import {packLabels} from '../../../source/model/labels.js';
import {completeFilter} from '../../../source/state/filter/words.js';
import {column, kind, lookup, row} from '../rows.js';

const pods = kind('pod', {
	columns: [
		column('RESTARTS', 'number'),
		column('LAST SEEN', 'time'),
		column('IMAGE'),
		column('NODE', 'reference'),
	],
});
const node = row({id: 'n1', kind: 'node', name: 'worker-1'});
const rows = [
	row({
		id: '1',
		kind: 'pod',
		name: 'shop/web-1',
		state: 'running',
		labels: packLabels({app: 'web', tier: 'front'}),
		cells: {IMAGE: 'nginx:1.15', NODE: node.resource.key, RESTARTS: 3},
	}),
	row({
		id: '2',
		kind: 'pod',
		name: 'shop/db-1',
		state: 'crash loop',
		labels: packLabels({app: 'db', owner: 'Data, Platform'}),
		cells: {IMAGE: 'postgres (old)', NODE: null},
	}),
];

const complete = (text: string): readonly string[] =>
	completeFilter(text, {
		kinds: [pods, kind('node')],
		inView: [pods],
		rows: () => rows,
		lookup: lookup(node, ...rows),
		sources: ['prod', 'edge'],
	});

describe('a word is completed to a field, or to a value or label that occurs', () => {
	test.each<[string, readonly string[]]>([
		['', []],
		['web ', []],
		['st', ['state:', 'stuck:true']],
		['web and !RE', ['!restarts>']],
		['(ag', ['(age<']],
		['sin', ['since>']],
		['las', ['last-seen<']],
		['ima', ['image:']],
		['lab', ['label:']],
		['state:', ['state:"crash loop"', 'state:running']],
		['state=r', ['state=running']],
		['state:"cr', ['state:"crash loop"']],
		['state:running', []],
		['!health:e', ['!health:error']],
		['kind:p', ['kind:pod']],
		['source:e', ['source:edge']],
		['stuck:', ['stuck:true', 'stuck:false']],
		['name:shop/w', ['name:shop/web-1']],
		['image:n', ['image:nginx:1.15']],
		['image:p', ['image:"postgres (old)"']],
		['node:w', ['node:worker-1']],
		['label:', ['label:app=', 'label:owner=', 'label:tier=']],
		['web label:t', ['web label:tier='].map(one => one.slice(4))],
		['label:app=', ['label:app=db', 'label:app=web']],
		['label:app!=w', ['label:app!=web']],
		['label:owner=', ['label:owner="Data, Platform"']],
		['-l ', ['app=', 'owner=', 'tier=']],
		['web -l app=web,t', ['app=web,tier=']],
		['-l app=web,tier=', ['app=web,tier=front']],
		['nowhere:x', []],
		['restarts>', []],
	])('%s', (text, expected) => {
		expect(complete(text)).toEqual(expected);
	});
});
