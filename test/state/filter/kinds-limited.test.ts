import {expect, test} from 'vitest';
import {kindsLimitedTo} from '../../../source/state/filter/kinds-limited.js';
import {kind} from '../rows.js';

const kinds = [kind('pod', {plural: 'pods'}), kind('node', {plural: 'nodes'}), kind('service')];

test.each<[string, readonly string[] | null]>([
	['kind:pods', ['pod']],
	['kind:node and not health:ok', ['node']],
	['kind=pod (restarts>5 or stuck:true)', ['pod']],
	['kind:pod or kind:node', ['pod', 'node']],
	['kind:serv', ['service']],
	['kind:gizmo', ['gizmo']],
	['kind:pod kind:node', []],
	['kind:pod or stuck:true', null],
	['not kind:pod', null],
	['kind!=pod', null],
	['stuck:true', null],
	['', null],
	['(kind:pod', null],
])('%s: %j', (filter, expected) => {
	expect(kindsLimitedTo(filter, kinds)).toEqual(expected);
});
