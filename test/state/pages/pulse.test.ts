import {describe, expect, test} from 'vitest';
import {titleModel} from '../../../source/state/title.js';
import {Body} from '../../../source/views/lines/body.js';
import {body} from '../../views/drawing.js';
import {bare, seen} from '../../views/stage.js';
import {changed, live, opened, type Play, playing, reported, resource, start} from '../stage.js';

const broken = resource('container', 'web-2', {health: 'error', state: 'error', message: 'no space'});

const fleet = (): Play =>
	playing([resource('host', 'a'), resource('container', 'web-1')], {size: {columns: 100, rows: 24}}).dispatch(
		reported(broken),
	);

describe('the pulse', () => {
	const pulse = (play: Play): Play => play.press(':').type('pulse').press('enter');

	test('counts rows by kind, source and health', () => {
		expect(body(pulse(fleet())).map(line => line.replaceAll(/\s+/g, ' '))).toEqual([
			' KIND SOURCE ALL ✗ STUCK ▲ ◐ ○ ●',
			`>✗ containers prod 2 1 - - - - 1 ${'█'.repeat(17)}${'░'.repeat(16)}`,
			` ● hosts prod 1 - - - - - 1 ${'░'.repeat(33)}`,
			' newest troubles',
			' ✗ 1h container web-2 error no space',
		]);
	});

	test.each([40, 60, 80])('shows in %d columns where a row is cut', columns => {
		const name = 'registry-mirror/pull-through-cache-of-the-second-region-1';
		const message = 'no space left on the device that holds the images';
		const long = resource('container', name, {health: 'error', state: 'CrashLoopBackOff', message});
		const play = pulse(playing([long], {size: {columns, rows: 24}}));
		const lines = new Body(bare).lines(play.state) ?? [];
		const widths = lines.map(line => seen(line).length);
		expect(Math.max(...widths)).toBeLessThanOrEqual(columns);
		expect(seen(lines.at(-1) ?? '')).toMatch(/ reg.*….*ion-1 +Cr.*…/);
	});

	test('opens the rows of a kind, worst first', () => {
		const play = pulse(fleet()).press('enter');
		expect(play.grid).toMatchObject({kind: 'container', sort: {column: 'HEALTH'}});
		expect(play.rows).toEqual(['>web-2', 'web-1']);
	});

	test('opens the rows of a kind in that source only, where there are several', () => {
		const play = fleet().dispatch(
			opened('edge'),
			live('edge'),
			reported(resource('host', 'b', {source: 'edge'})),
		);
		expect(pulse(play).press('G k k enter').grid.filter.text).toBe('source=prod');
	});

	test('goes to a row in trouble', () => {
		const play = pulse(fleet()).press('G enter');
		expect(play.grid).toMatchObject({kind: 'container', cursor: broken.key});
		expect(play.press('escape').page('pulse').chosen).toBe(broken.key);
	});

	test('keeps the cursor on a trouble while newer ones come', () => {
		const newer = resource('host', 'a', {health: 'error', state: 'error'});
		const play = pulse(fleet()).press('G');
		play.dispatch({type: 'events', events: [changed(newer, start + 5000)]});
		expect(titleModel(play.state).position).toBe('4/4');
		expect(play.press('enter').grid.cursor).toBe(broken.key);
	});

	test('follows what happens', () => {
		const play = pulse(fleet()).dispatch(reported(resource('container', 'web-2')));
		expect(body(play).at(-1)?.trim()).toBe('no trouble');
	});
});
