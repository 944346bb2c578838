import {expect, test} from 'vitest';
import {playing, resource} from './stage.js';

const play = () => {
	const playing1 = playing([resource('container', 'web')]).press(': c o n t a i n e r s enter');
	playing1.take();
	return playing1.press('ctrl-s');
};

test('the usual name is offered, and taken where none is typed', () => {
	const asking = play();
	expect(asking.state.prompt?.completions).toEqual(['containers.csv']);
	asking.press('enter');
	expect(asking.take()).toEqual([{type: 'save-grid', name: 'containers.csv', format: 'csv'}]);
});

test.each([
	['x.json', 'json'],
	['down/x.MD', 'markdown'],
	[' x.csv ', 'csv'],
])('the ending of %s says what it becomes', (name, format) => {
	const asking = play().type(name).press('enter');
	expect(asking.take()).toEqual([{type: 'save-grid', name: name.trim(), format}]);
});

test.each(['x', 'x.pdf', '.csv', 'a/.json'])('%s says nothing, and the prompt stays', name => {
	const asking = play().type(name);
	expect(asking.state.prompt?.error).toBe('expected a file name that ends in .csv, .json or .md');
	asking.press('enter');
	expect(asking.take()).toEqual([]);
	expect(asking.state.prompt).not.toBeNull();
});
