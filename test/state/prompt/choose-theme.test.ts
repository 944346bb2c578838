import {expect, test} from 'vitest';
import {containers, ofContainers, type Play, playing} from '../stage.js';

const choose = (text: string): Play =>
	playing(containers(1), ofContainers).press(':').type(text).press('enter');

test('a theme is chosen by its name', () => {
	expect(choose('theme rancher').state.theme).toBe('rancher');
	expect(choose('theme High-Contrast').state.theme).toBe('high-contrast');
});

test.each(['theme', 'theme nope'])(':%s says which themes there are', text => {
	const play = choose(text);
	expect(play.notice).toContain('default, light, high-contrast');
	expect(play.state.theme).toBeNull();
});

test('its name is completed', () => {
	const play = playing(containers(1), ofContainers).press(':').type('theme hcl').press('tab');
	expect(play.state.prompt?.text).toBe('theme high-contrast-light');
});
