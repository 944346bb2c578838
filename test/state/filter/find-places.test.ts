import {expect, test} from 'vitest';
import {parseFilter} from '../../../source/state/filter/filter.js';

const marked = (filter: string, title: string, text: string): string => {
	const read = parseFilter(filter);
	if ('error' in read) throw new Error(read.error);
	let shown = '';
	let end = 0;
	for (const place of read.findPlaces(title, text)) {
		shown += `${text.slice(end, place.start)}[${text.slice(place.start, place.end)}]`;
		({end} = place);
	}

	return shown + text.slice(end);
};

test.each([
	['', 'NAME', 'shop/web-1', 'shop/web-1'],
	['WEB', 'NAME', 'shop/web-1', 'shop/[web]-1'],
	['web', 'IMAGE', 'web:1 web', '[web]:1 [web]'],
	['web-[0-9]', 'NAME', 'shop/web-1', 'shop/[web-1]'],
	['"c++"', 'NAME', 'c+c++', 'c+[c++]'],
	['shop and web', 'NAME', 'shop/web-1', '[shop]/[web]-1'],
	['web or eb-1', 'NAME', 'shop/web-1', 'shop/[web][-1]'],
	['~swb', 'NAME', 'shop/web-1', '[s]hop/[w]e[b]-1'],
	['~swb', 'STATE', 'swb', 'swb'],
	['name:web', 'NAME', 'web', '[web]'],
	['name:web', 'STATE', 'web', 'web'],
	['cpu:4', 'CPU%', '40', '[4]0'],
	['host-ip:10', 'HOST IP', '10.1', '[10].1'],
	// What must not be there, what is compared and what is the whole cell is not marked.
	['!web', 'NAME', 'web', 'web'],
	['state=running', 'STATE', 'running', 'running'],
	['restarts>1', 'RESTARTS', '2', '2'],
])('%s marks %s %s as %s', (filter, title, text, expected) => {
	expect(marked(filter, title, text)).toBe(expected);
});
