import {expect, test} from 'vitest';
import {createRandom} from '../../../source/demo/world/random.js';
import {type Change, createWorld} from '../../../source/demo/world/world.js';
import {manualClock} from '../manual-clock.js';

const build = (pace = 1) => {
	const clock = manualClock(1_000_000);
	const world = createWorld({clock, seed: 1, pace});
	const emitted: string[] = [];
	world.watch(({type, entity}: Change) => emitted.push(`${type} ${entity.id} ${entity.fields.state}`));
	world.add({id: '1i1', type: 'container', baseType: 'instance', scope: 'a', fields: {state: 'running'}});
	return {clock, world, emitted};
};

test('watchers learn what is added, changed and removed', () => {
	const {world, emitted} = build();
	world.change('1i1', {state: 'stopped'});
	world.remove('instance/1i1');
	expect(emitted).toEqual(['added 1i1 running', 'changed 1i1 stopped', 'removed 1i1 stopped']);
	expect(world.find('1i1')).toBeUndefined();
});

test('an id that two base types share must be given with its base type', () => {
	const {world} = build();
	world.add({id: '1c1', type: 'certificate', scope: 'a', fields: {}});
	world.add({id: '1c1', type: 'apiKey', baseType: 'credential', scope: 'a', fields: {}});
	expect(() => world.get('1c1')).toThrow(RangeError);
	expect(world.get('credential/1c1').type).toBe('apiKey');
	expect(() => world.change('1i9', {})).toThrow(RangeError);
});

test('entities are listed by type and by base type, of one scope if asked', () => {
	const {world} = build();
	world.add({id: '1i2', type: 'virtualMachine', baseType: 'instance', scope: 'b', fields: {}});
	expect(world.list('instance').map(({id}) => id)).toEqual(['1i1', '1i2']);
	expect(world.list('container').map(({id}) => id)).toEqual(['1i1']);
	expect(world.list('instance', 'b').map(({id}) => id)).toEqual(['1i2']);
});

test('steps are played one after the other, at the pace of the world', () => {
	const {world, clock, emitted} = build(0.1);
	world.play('1i1', [
		{afterMs: 1000, fields: {state: 'stopping'}},
		{afterMs: 2000, fields: {state: 'stopped'}},
	]);
	clock.advance(99);
	expect(world.isBusy('1i1')).toBe(true);
	expect(emitted).toHaveLength(1);
	clock.advance(201);
	expect(emitted.slice(1)).toEqual(['changed 1i1 stopping', 'changed 1i1 stopped']);
	expect(world.isBusy('1i1')).toBe(false);
});

test('what is played later ends what was playing, also from within a step', () => {
	const {world, clock, emitted} = build();
	world.play('1i1', [
		{afterMs: 10, run: ({key}) => world.play(key, [{afterMs: 10, fields: {state: 'other'}}])},
		{afterMs: 10, fields: {state: 'never'}},
	]);
	clock.advance(1000);
	expect(emitted.slice(1)).toEqual(['changed 1i1 other']);
});

test('nothing happens any more in a closed world', () => {
	const {world, clock, emitted} = build();
	world.play('1i1', [{afterMs: 10, fields: {state: 'late'}}]);
	world.close();
	clock.advance(1000);
	expect(emitted).toHaveLength(1);
});

test('equal seeds give equal numbers, others do not', () => {
	const some = (seed: number): readonly unknown[] => {
		const random = createRandom(seed);
		return [random.uuid(), random.integer(1, 1000), random.shuffle(['a', 'b', 'c', 'd']), random.hex(64)];
	};

	expect(some(5)).toEqual(some(5));
	expect(some(5)).not.toEqual(some(6));
	expect(() => createRandom(1).pick([])).toThrow(RangeError);
});
