import {describe, expect, test} from 'vitest';
import {action, field, type Play, playing, resource} from './stage.js';

const scale = action('setscale', 'scale');
const ofServices = {view: {kind: 'services', filter: '', sort: ''}};
const number = field('scale', {
	type: 'integer',
	required: true,
	initial: '3',
	minimum: 0,
	description: 'How many',
});
const services = ['shop/api', 'shop/web'].map(name => resource('service', name, {actions: [scale]}));

const typedValue = ({state: {dialog}}: Play) => (dialog?.type === 'form' ? dialog.values.scale : undefined);

const sent = (play: Play) =>
	play
		.take()
		.flatMap(effect => (effect.type === 'act' ? [[effect.request.resource.name, effect.request.input]] : []));

describe('the form of a scale', () => {
	test('begins with the present number, and is the question itself', () => {
		const play = playing(services, ofServices).press('+').form([number]);
		expect(typedValue(play)).toBe('3');
		expect(sent(play.press('backspace 5 enter'))).toEqual([['shop/api', {scale: 5}]]);
		expect(play.state.dialog).toBeNull();
	});

	test.each([
		['+2', {by: 2}],
		['-1', {by: -1}],
		['0', {scale: 0}],
	])('takes %s', (typed, input) => {
		const play = playing(services, ofServices)
			.press('+')
			.form([number])
			.press('ctrl-u')
			.type(typed)
			.press('enter');
		expect(sent(play)).toEqual([['shop/api', input]]);
	});

	test.each(['3+1', '-', '1.5', ''])('refuses %j', typed => {
		const play = playing(services, ofServices)
			.press('+')
			.form([number])
			.press('ctrl-u')
			.type(typed)
			.press('enter');
		expect(sent(play)).toEqual([]);
		expect(play.state.dialog).toMatchObject({type: 'form', error: expect.stringMatching(/\w/)});
	});

	test('is empty for several rows, and asks once more, for all of them', () => {
		const play = playing(services, ofServices).press('space space +').form([number]);
		expect(typedValue(play)).toBe('');
		play.type('+1').press('enter');
		expect(sent(play)).toEqual([]);
		expect(play.state.dialog).toMatchObject({type: 'confirm', input: {by: 1}, targets: [{}, {}]});
		expect(sent(play.press('y'))).toEqual([
			['shop/api', {by: 1}],
			['shop/web', {by: 1}],
		]);
	});

	test('takes rows of several kinds', () => {
		const play = playing([...services, resource('stack', 'shop', {actions: [scale]})]).press(
			'space space space +',
		);
		expect(play.form([number]).state.dialog).toMatchObject({type: 'form', fields: [{name: 'scale'}]});
	});

	test('goes back to the grid with Escape', () => {
		expect(playing(services, ofServices).press('+').form([number]).press('escape').state.dialog).toBeNull();
	});
});
