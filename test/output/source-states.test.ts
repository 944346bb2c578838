import {expect, test} from 'vitest';
import {SourceStates} from '../../source/output/source-states.js';

test('clusters that come and go for weeks leave nothing behind', () => {
	const states = new SourceStates([{name: 'prod', family: 'rancher2', url: 'https://prod'}]);
	const common = {source: 'prod', at: 1} as const;
	for (let number = 0; number < 100; number++) {
		const of = {...common, scope: `c-${number}`, kinds: ['pod'], keys: new Set<string>()};
		states.take({...of, type: 'listed'});
		states.take({...of, type: 'status', status: 'retrying', message: 'no route', retryAt: null});
		states.take({...of, type: 'listed', scopeGone: true});
	}

	const [state] = states.all;
	expect([state?.parts.size, state?.scopes.get('pod')?.size]).toEqual([0, 0]);
});
