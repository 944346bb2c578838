import {expect, test} from 'vitest';
import {filledArgument, pluginValues, unknownPlaceholders} from '../../source/model/placeholders.js';
import {resource} from '../state/stage.js';

const values = pluginValues(resource('pod', 'shop/web-1', {message: '-rf\0 /'}), 'https://prod');

test('placeholders stand for what the row has', () => {
	expect(filledArgument('--pod={short}', values)).toBe('--pod=web-1');
	expect(filledArgument('{url}/{parent}/{short}?k={kind}', values)).toBe('https://prod/shop/web-1?k=pod');
	expect(filledArgument('{}{NAME}$HOME', values)).toBe('{}{NAME}$HOME');
});

test('what a server says is never taken for an option', () => {
	expect(() => filledArgument('{message}', values)).toThrow(
		"{message} is '-rf /', which the program could take",
	);
	expect(filledArgument('-m{message}', values)).toBe('-m-rf /');
});

test('those that stand for nothing are known', () => {
	expect(unknownPlaceholders('{name} {nam} {} {Name}')).toEqual(['nam', 'Name']);
});
