import {describe, expect, test} from 'vitest';
import {titleModel} from '../../../source/state/title.js';
import {containers, ofContainers, opened, type Play, playing, reported, resource} from '../stage.js';

describe('the title, where there are several sources,', () => {
	const two = (): Play =>
		playing([resource('container', 'web'), resource('container', 'web', {source: 'edge'})], ofContainers);

	test('names that of the log', () => {
		const play = two().dispatch(opened('edge')).press('l');
		expect(titleModel(play.state).of).toMatch(/^container web on (?:prod|edge)$/);
	});

	test('names all that logs come from', () => {
		const play = two().dispatch(opened('edge'));
		play.dispatch(
			reported(resource('container', 'web', {source: 'edge'})),
			reported(resource('container', 'db')),
		);
		expect(titleModel(play.press('space space space l').state).of).toBe('3 containers on prod, edge');
	});

	test('has the progress of a single row that is under way', () => {
		const job = resource('container', 'web', {progress: 40, state: 'running 2/5'});
		const {progress, status} = titleModel(playing([job], ofContainers).press('l').state);
		expect([progress, status]).toEqual([40, 'running 2/5, connecting']);
	});

	test('names none where there is but one', () => {
		expect(titleModel(playing(containers(1), ofContainers).press('l').state).of).toBe('container web-1');
	});
});
