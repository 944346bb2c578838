import {expect, test} from 'vitest';
import {themeNames} from '../../../source/model/theme-name.js';
import {createTheme, styled} from '../../../source/views/lines/theme.js';
import {displayWidth} from '../../../source/views/screen/glyphs.js';

const healths = ['ok', 'transitioning', 'warning', 'error', 'unknown', 'stuck', 'removed'] as const;

test.each([true, false])('every health has a sign of its own, one cell wide (ascii: %s)', ascii => {
	const {signs, levels} = createTheme({theme: 'default', ascii, colour: true});
	expect(new Set(healths.map(health => signs[health])).size).toBe(healths.length);
	expect(Object.values(signs).filter(sign => displayWidth(sign) !== 1)).toEqual([]);
	expect(displayWidth(levels)).toBe(8);
});

test('with ASCII no sign is beyond it', () => {
	const {signs, levels} = createTheme({theme: 'default', ascii: true, colour: true});
	expect([...Object.values(signs), levels].join('')).toMatch(/^[ -~]+$/u);
});

test.each(themeNames)('without colour the theme %s has none', theme => {
	const {styles, writers} = createTheme({theme, ascii: false, colour: false});
	expect([...Object.values(styles), ...writers].join(';')).not.toMatch(/3\d|4\d|9\d/u);
});

test('every theme but mono tells the healths apart by colour', () => {
	for (const theme of themeNames.filter(name => name !== 'mono')) {
		const {styles} = createTheme({theme, ascii: false, colour: true});
		expect(new Set(healths.slice(0, 6).map(health => styles[health])).size, theme).toBe(6);
	}
});

test.each(themeNames)('on a terminal of sixteen colours the theme %s has no others', theme => {
	const {styles} = createTheme({theme, ascii: false, colour: true, sixteen: true});
	expect(Object.values(styles).join(';')).not.toMatch(/[34]8;|\b39\b/u);
	if (theme !== 'mono') expect(new Set(healths.slice(0, 6).map(health => styles[health])).size).toBe(6);
});

test('another theme is for the same terminal', () => {
	const wanted = {ascii: true, colour: true, sixteen: true};
	const other = createTheme({theme: 'default', ...wanted}).as('rancher');
	expect(other).toMatchObject({name: 'rancher', ascii: true});
	expect(other.styles).toEqual(createTheme({theme: 'rancher', ...wanted}).styles);
	expect(createTheme({theme: 'default', ascii: false, colour: false}).as('rancher').styles.ok).toBe('');
});

test('text is plain again after its style', () => {
	expect(styled('1;31', 'x')).toBe('\u001b[1;31mx\u001b[0m');
	expect(styled('', 'x')).toBe('x');
});
