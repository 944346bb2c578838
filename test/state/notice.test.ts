import {expect, test} from 'vitest';
import {containers, playing, start} from './stage.js';

const noticed = () =>
	playing(containers(3)).dispatch({type: 'notice', level: 'error', text: 'the disk is full', at: start});

test('a notice ends when the next command succeeds', () => {
	expect(noticed().press('j').notice).toBeNull();
});

test('a command that is refused puts its reason in the place of the notice', () => {
	expect(noticed().press('c').notice).toContain('does not offer cordon');
});

test('a key that stands for nothing ends no notice', () => {
	expect(noticed().press('§').notice).toBe('the disk is full');
});

test('a key of another view says that it does nothing in this one, unless there is bad news', () => {
	const play = playing(containers(3)).press(':').type('pulse').press('enter d');
	expect(play.notice).toBe('d does nothing here; ? shows the keys');
	expect(play.press('l').notice).toBe('l does nothing here; ? shows the keys');
	expect(play.press('§').notice).toBe('l does nothing here; ? shows the keys');
	expect(noticed().press('w').notice).toBe('the disk is full');
});

test('a notice stays above the line that a command is typed into, until it is done', () => {
	const play = noticed().press(': p');
	expect(play.notice).toBe('the disk is full');
	expect(play.press('escape').notice).toBeNull();
});
