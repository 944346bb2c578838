import {expect, test} from 'vitest';
import {alertDoubts} from '../../../source/state/watching/alert-doubts.js';
import {kind} from '../rows.js';

test.each([
	['kind:node and health:error', []],
	['kind:sources and not state:live', []],
	['kind:nodee and health:error', ["no server has a kind 'nodee' of its own (did you mean 'node'?)"]],
	['kind:gadget', ["no server has a kind 'gadget' of its own; it may be a custom resource"]],
])('%s', (when, doubts) => {
	expect(alertDoubts(when, [kind('node'), kind('pod')])).toEqual(doubts);
});
