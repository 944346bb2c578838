import {describe, expect, test} from 'vitest';
import {UsageError} from '../../source/model/errors.js';
import {actionsOf as normanActions} from '../../source/sources/rancher2/norman/rows/actions.js';
import {quantityOf} from '../../source/sources/rancher2/rows/quantity.js';
import {clusterScope} from '../../source/sources/rancher2/rows/scope.js';
import {catalogueOf} from '../../source/sources/rancher2/steve/rows/catalogue.js';
import {resourceOf} from '../../source/sources/rancher2/steve/rows/to-resource.js';
import {parseCommand} from '../../source/sources/salt/act/command.js';
import {keyStateOf} from '../../source/sources/salt/wire/key-state.js';
import {schema} from './rancher2/steve/objects.js';

// What every object of JavaScript has; a server may have a kind, a field or a word of that name.
describe.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'])(
	'%s as a word of a server',
	word => {
		test('is a kind like any other', () => {
			const id = `example.io.${word.toLowerCase()}`;
			const catalogue = catalogueOf([schema(id, word)], false);
			const type = catalogue.bySchema.get(id);
			if (!type) throw new Error(`${id} is not in the catalogue`);
			const object = {id: 'shop/one', type: id, metadata: {name: 'one', namespace: 'shop'}};

			expect(resourceOf(object, type, clusterScope('prod', 'c-1', null))).toMatchObject({name: 'shop/one'});
		});

		test('offers what the server offers', () => {
			expect(normanActions({id: 'a', type: 'b', actions: {[word]: 'http://x'}}, word)).toBeDefined();
		});

		test('is no state of a key, no unit and no command', () => {
			expect(keyStateOf(word)).toBeNull();
			expect(quantityOf(`4${word}`)).toBeNull();
			expect(() => parseCommand(`${word} a b`)).toThrow(UsageError);
		});
	},
);
