import {expect, test} from 'vitest';
import {type MissingPart, missingLines} from '../../source/output/missing-lines.js';

const naming = {
	names: new Map([
		['c-1', 'cluster prod'],
		['c-2', 'cluster edge'],
	]),
	plurals: new Map([['ingress', 'ingresses']]),
};
const reason = 'this user lacks the right (HTTP 403)';
const missing = (scope: string, ...kinds: readonly string[]): readonly MissingPart[] =>
	kinds.map(kind => ({
		scope,
		kind,
		message: `Cannot list ${kind} of ${scope}: HTTP 403`,
		reason,
		refused: true,
	}));

test.each<[string, readonly MissingPart[], readonly string[]]>([
	['nothing is not a line', [], []],
	['one kind is reported as it is', missing('c-1', 'pod'), ['Cannot list pod of c-1: HTTP 403']],
	['two', missing('c-1', 'pod', 'node'), [`pods and nodes of cluster prod: ${reason}`]],
	[
		'three',
		missing('c-1', 'pod', 'node', 'ingress'),
		[`pods, nodes and ingresses of cluster prod: ${reason}`],
	],
	[
		'more than three are counted',
		missing('c-1', 'pod', 'deployment', 'job', 'node', 'cronjob'),
		[`pods, deployments and 3 more of cluster prod: ${reason}`],
	],
	[
		'what is the same in several scopes is one line',
		[...missing('c-1', 'pod', 'node'), ...missing('c-2', 'node', 'pod'), ...missing('c-3', 'pod', 'node')],
		[`pods and nodes of cluster prod, cluster edge and c-3: ${reason}`],
	],
	[
		'other kinds of another scope are another line',
		[...missing('c-1', 'pod', 'node'), ...missing('c-2', 'job', 'pod')],
		[`pods and nodes of cluster prod: ${reason}`, `jobs and pods of cluster edge: ${reason}`],
	],
	['a source without parts has no scope to name', missing('', 'pod', 'node'), [`pods and nodes: ${reason}`]],
	[
		'another reason is another line',
		[
			...missing('c-1', 'pod', 'node'),
			{scope: 'c-1', kind: 'job', message: 'Cannot list jobs: HTTP 500', refused: false},
		],
		[`pods and nodes of cluster prod: ${reason}`, 'Cannot list jobs: HTTP 500'],
	],
	[
		'one message for all kinds is said once',
		['pod', 'node'].map(kind => ({scope: 'clusters', kind, message: 'cluster edge is away', refused: false})),
		['cluster edge is away'],
	],
])('%s', (_title, parts, lines) => {
	expect(missingLines(parts, naming)).toEqual(lines);
});
