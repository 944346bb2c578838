import {expect, test} from 'vitest';
import {fieldsOfAction} from '../../../../source/sources/salt/act/form.js';
import {actionsOfKey, minionActions} from '../../../../source/sources/salt/rows/action-list.js';

test.each(['accepted', 'pending', 'denied'] as const)('rejecting a key that is %s is dangerous', state => {
	expect(actionsOfKey(state)).toContainEqual(expect.objectContaining({name: 'reject', dangerous: true}));
});

test.each([
	['state.apply', false],
	['cmd.run', false],
	['system.reboot', true],
	['delete-key', true],
	['test.ping', false],
	['saltutil.refresh_pillar', false],
	['pillar.items', false],
])('%s on one minion is dangerous: %s', (name, dangerous) => {
	expect(minionActions).toContainEqual(expect.objectContaining({name, dangerous}));
});

test('the key of an action asks for inputs where its form has one that is required', () => {
	const withKeys = [...minionActions, ...actionsOfKey('denied')].filter(({verb}) => verb !== null);
	for (const {name, needsNoInput = false} of withKeys) {
		const isRequired = fieldsOfAction(name).some(({required}) => required);
		expect([name, needsNoInput]).toEqual([name, !isRequired]);
	}
});
