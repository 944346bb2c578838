import {render} from 'ink-testing-library';
import {expect, test} from 'vitest';
import {InkTable} from '../../../source/views/parts/ink-table.js';

test('ink-table draws with the Ink that rwatch uses', () => {
	const {lastFrame, unmount} = render(<InkTable data={[{KIND: 'container', NAME: 'shop/web'}]} />);
	expect(lastFrame()?.split('\n')).toEqual([
		'┌───────────┬──────────┐',
		'│ KIND      │ NAME     │',
		'├───────────┼──────────┤',
		'│ container │ shop/web │',
		'└───────────┴──────────┘',
	]);
	unmount();
});
