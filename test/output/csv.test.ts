import {expect, test} from 'vitest';
import {csvLine} from '../../source/output/csv.js';

test.each([
	[['a', 1, true, null, undefined], 'a,1,true,,'],
	[['a,b', 'say "hi"', 'two\nlines'], '"a,b","say ""hi""","two\nlines"'],
	[[' a', 'b '], '" a","b "'],
	[['=1+1', '+1', '-1', '@x'], "'=1+1,'+1,'-1,'@x"],
	[[-1], '-1'],
	[['\u001B[31m'], '␛[31m'],
	[[{a: [1]}], '"{""a"":[1]}"'],
])('the cells %j are the line %s', (cells, line) => {
	expect(csvLine(cells)).toBe(`${line}\r\n`);
});
