import {describe, expect, test} from 'vitest';
import {plainLook} from '../../../source/model/text-look.js';
import {createOwnColours} from '../../../source/views/lines/own-colours.js';
import {createTheme} from '../../../source/views/lines/theme.js';

const red = {foreground: 1, background: null, attributes: [1]};
const orange = {foreground: 208, background: null, attributes: []};

describe('the colours of other programs', () => {
	test.each([
		['all', red, '1;31'],
		['all', orange, '38;5;208'],
		['sixteen', orange, '93'],
		['sixteen', {...plainLook, foreground: 244}, '90'],
		['sixteen', {...plainLook, background: 21}, '104'],
		['sixteen', {...plainLook, foreground: 12}, '94'],
		['none', red, ''],
		// It would not be seen.
		['all', {...plainLook, foreground: 0, background: 0}, ''],
	] as const)('with %s of a terminal: %j', (colours, look, style) => {
		expect(createOwnColours(colours)(look)).toBe(style);
	});

	test('are few, however many a text has', () => {
		const own = createOwnColours('all');
		const styles = new Set<string>();
		for (let foreground = 0; foreground < 256; foreground++) {
			for (let background = 0; background < 256; background++) {
				styles.add(own({foreground, background, attributes: []}));
			}
		}

		expect(styles.size).toBeLessThanOrEqual(201);
		expect(own({foreground: 0, background: 1, attributes: []})).not.toBe('');
	});

	test.each([
		[{theme: 'default', colour: true}, '1;31'],
		[{theme: 'default', colour: false}, ''],
		[{theme: 'mono', colour: true}, ''],
	] as const)('a theme has them where it has colours: %j', (options, style) => {
		expect(createTheme({...options, ascii: false}).own(red)).toBe(style);
	});
});
