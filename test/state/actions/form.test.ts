import {describe, expect, test} from 'vitest';
import type {Field} from '../../../source/model/action.js';
import {action, field, type Play, playing, resource} from '../stage.js';

const upgrade = action('upgrade');
const service = resource('service', 'shop/web', {actions: [upgrade]});

const image = field('image', {required: true, initial: 'nginx:1.15'});
const batch = field('batch', {type: 'integer', minimum: 1, maximum: 10, initial: '1'});
const pull = field('pull', {type: 'boolean', required: true, initial: 'false'});
const policy = field('policy', {
	type: 'choice',
	options: ['always', 'never'],
	initial: 'always',
	required: true,
});

const filling = (...fields: readonly Field[]): Play => {
	const play = playing([service]).press('a enter');
	play.form(fields);
	play.take();
	return play;
};

const dialogOf = ({state: {dialog}}: Play) => {
	if (dialog?.type !== 'form') throw new Error('No form is open');
	return dialog;
};

const sent = (play: Play) =>
	play.take().map(effect => (effect.type === 'act' ? effect.request.input : effect.type));

test('it starts with what the source gave, and Enter on the last line sends it', () => {
	const play = filling(image, batch, pull, policy);
	expect(dialogOf(play).values).toEqual({image: 'nginx:1.15', batch: '1', pull: 'false', policy: 'always'});
	play.press('enter enter enter');
	expect(dialogOf(play).cursor).toBe(3);
	expect(sent(play.press('enter'))).toEqual([{image: 'nginx:1.15', batch: 1, pull: false, policy: 'always'}]);
});

test('inputs that cannot be had are said with what they were for', () => {
	const play = playing([service]).press('a enter');
	const request = dialogOf(play).request;
	const error = 'the other side closed the connection';
	play.dispatch({type: 'form', id: request, at: play.state.now, fields: null, error});
	expect(play.state.dialog).toBeNull();
	expect(play.state.notice?.text).toBe(`Upgrade of shop/web failed: ${error}`);
});

test.each([
	['backspace 6', 'nginx:1.16'],
	['ctrl-u a space b', 'a b'],
	['ctrl-w x', 'x'],
	['j k q y n', 'nginx:1.15jkqyn'],
	['- : / ?', 'nginx:1.15-:/?'],
])('a field is typed into at its end: %s', (keys, text) => {
	expect(dialogOf(filling(image).press(keys)).values.image).toBe(text);
});

test.each([
	['right', 'never'],
	['right right', 'always'],
	['left', 'never'],
	['space', 'never'],
	['x', 'always'],
	['backspace', 'always'],
])('a choice is turned with %s', (keys, value) => {
	expect(dialogOf(filling(policy).press(keys)).values.policy).toBe(value);
});

test('a boolean is turned with space', () => {
	expect(dialogOf(filling(pull).press('space')).values.pull).toBe('true');
});

test('a choice that may be omitted has that as a choice too', () => {
	const free = {...policy, required: false, nullable: true};
	expect(dialogOf(filling(free).press('left')).values.policy).toBe('');
	expect(sent(filling(free).press('left enter'))).toEqual([{}]);
});

test.each([
	['tab', 1],
	['down down', 2],
	['shift-tab', 2],
	['down up', 0],
	['tab tab tab', 0],
])('%s goes to field %d', (keys, cursor) => {
	expect(dialogOf(filling(image, batch, pull).press(keys)).cursor).toBe(cursor);
});

test('what is out of bounds is said at its field until it is typed again', () => {
	const play = filling(image, batch, pull).press('tab 9 9 tab ctrl-s');
	expect(dialogOf(play)).toMatchObject({cursor: 1, error: 'batch: at most 10'});
	expect(play.take()).toEqual([]);
	expect(dialogOf(play.press('backspace')).error).toBeNull();
});

test('Escape goes back to the menu that it was opened from, with the cursor where it was', () => {
	const play = playing([resource('service', 'shop/web', {actions: [action('export'), upgrade]})]);
	play.press('a down enter').form([image]);
	play.take();
	expect(play.press('escape').state.dialog).toMatchObject({type: 'actions', cursor: 1});
	expect([play.press('escape').state.dialog, play.take()]).toEqual([null, []]);
});

test('Escape leaves a form that was opened by a key of its own', () => {
	const restart = action('restart', 'restart');
	const play = playing([resource('service', 'shop/web', {actions: [restart]})]).press('r y');
	play.form([field('why', {required: true})]);
	expect(play.state.dialog).toMatchObject({type: 'form'});
	expect(play.press('escape').state.dialog).toBeNull();
});

describe('a paste goes whole into the field', () => {
	const compose = 'version: "2"\nservices:\n  web:\n    image: nginx\n';

	test.each<[string, Partial<Field>, string, string]>([
		['a file', {}, compose, compose],
		['a file as terminals send it', {}, compose.replaceAll('\n', '\r'), compose],
		['a file from Windows', {}, compose.replaceAll('\n', '\r\n'), compose],
		['JSON', {type: 'json'}, '{\n\t"a": 1\n}', '{\n\t"a": 1\n}'],
		['one line, marked with its end', {}, 'nginx:1.16\n', 'nginx:1.16'],
		['what cannot have lines', {type: 'integer'}, '1\n2', '1 2'],
	])('%s', (_title, changes, text, value) => {
		const play = filling(field('note', changes)).dispatch({type: 'paste', text});
		expect(dialogOf(play).values.note).toBe(value);
	});

	test('and is sent with its lines', () => {
		expect(sent(filling(field('note')).dispatch({type: 'paste', text: compose}).press('ctrl-s'))).toEqual([
			{note: compose},
		]);
	});
});

describe('a reference', () => {
	const volume = field('volumeId', {type: 'reference', of: 'volume', required: true});
	const volumes = [
		resource('volume', 'web-logs', {id: '1v9'}),
		resource('volume', 'db', {id: '1v5'}),
		resource('volume', 'other', {id: '1v7', scope: 'elsewhere', key: 'prod/elsewhere/volume/other'}),
	];
	const referring = () => {
		const play = playing([service, ...volumes]).press('a enter');
		play.form([volume]);
		return play;
	};

	test('has the rows of its kind and scope as choices', () => {
		const play = referring();
		expect(dialogOf(play.press('right')).values.volumeId).toBe('1v5');
		expect(dialogOf(play.press('right')).values.volumeId).toBe('1v9');
		expect(dialogOf(play.press('right')).values.volumeId).toBe('1v5');
	});

	test('is completed from what is typed', () => {
		expect(dialogOf(referring().type('log').press('right')).values.volumeId).toBe('1v9');
	});

	test('takes a name, and sends its id', () => {
		const play = referring();
		play.take();
		expect(sent(play.type('web-logs').press('enter'))).toContainEqual({volumeId: '1v9'});
	});

	test('takes any id', () => {
		const play = referring();
		play.take();
		expect(sent(play.type('1v77').press('enter'))).toContainEqual({volumeId: '1v77'});
	});

	test('has its kind listed while the form is open', () => {
		expect(referring().take()).toContainEqual({type: 'show', kinds: ['volume']});
	});
});

test('a dangerous action asks after its form, and Escape goes back to what was typed', () => {
	const drain = action('drain', null, true);
	const play = playing([resource('host', 'node-1', {actions: [drain]})]).press('a enter');
	play.form([field('grace', {type: 'integer'})]);
	play.take();
	play.type('30').press('enter');
	expect(play.state.dialog).toMatchObject({type: 'confirm', input: {grace: 30}, yes: false});
	expect(dialogOf(play.press('escape')).values).toEqual({grace: '30'});
	expect(play.press('enter').state.dialog).toMatchObject({type: 'confirm', input: {grace: 30}});
	expect(sent(play.press('y'))).toEqual([{grace: 30}]);
});

test('the images of one row say nothing about those of others', () => {
	const set = {...action('image'), verb: 'image' as const};
	const rows = ['web', 'api'].map(name => resource('service', name, {actions: [set]}));
	const play = playing(rows).press('space space i');
	play.form([field('envoy', {initial: 'mirror/envoy:1.34'})]);
	play.take();
	expect(dialogOf(play).values).toEqual({envoy: ''});
	expect(sent(play.press('ctrl-s'))).toEqual([]);
	play.press('y');
	expect(sent(play)).toEqual([{}, {}]);
});
