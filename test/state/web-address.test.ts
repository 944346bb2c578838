import {expect, test} from 'vitest';
import {playing, resource, settings, start} from './stage.js';

const web = resource('container', 'web');
const found = (address: string | null) => ({type: 'web-address', resource: web, address, at: start}) as const;

test('the address of the row under the cursor is asked for, shown and copied', () => {
	const play = playing([web]).press('j');
	play.take();
	play.press('O');
	expect(play.take()).toEqual([{type: 'find-web-address', resource: web}]);
	play.dispatch(found('https://prod.example.com/env/1a5/infra/containers/1i1'));
	expect(play.take()).toEqual([
		{type: 'copy', text: 'https://prod.example.com/env/1a5/infra/containers/1i1'},
	]);
	expect(play.notice).toBe(
		"https://prod.example.com/env/1a5/infra/containers/1i1 (sent to the terminal's clipboard)",
	);
});

test('where there is a display the page is opened too', () => {
	const play = playing([web], {settings: {...settings, hasDisplay: true}}).press('j');
	play.take();
	play.dispatch(found('https://prod.example.com/env/1a5'));
	expect(play.take()).toEqual([
		{type: 'copy', text: 'https://prod.example.com/env/1a5'},
		{type: 'browse', address: 'https://prod.example.com/env/1a5'},
	]);
	expect(play.notice).toBe('https://prod.example.com/env/1a5 (copied, and opened)');
});

test('a row without a page is said to have none', () => {
	const play = playing([web]).dispatch(found(null));
	expect(play.notice).toBe('the web pages of prod have none of container web');
});
