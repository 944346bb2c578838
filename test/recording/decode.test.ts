import {expect, test} from 'vitest';
import {Decoder} from '../../source/recording/decode.js';
import {checkpointLine, eventLine} from '../../source/recording/encode.js';

test('a scope that is gone is gone in a recording, too', () => {
	const decoder = new Decoder();
	decoder.take(checkpointLine({at: 1, connections: [], catchingUp: []}));
	const listed = {type: 'listed', source: 'prod', scope: 'c-1', at: 2, kinds: ['pod']} as const;
	const line = eventLine({...listed, keys: new Set(), scopeGone: true}, []);
	expect(decoder.take(line ?? '')).toMatchObject({event: {...listed, scopeGone: true}});
});
