import {describe, expect, test} from 'vitest';
import {names} from '../acts.js';
import {containers, live, ofContainers, opened, playing, settings} from '../stage.js';

describe('the menu', () => {
	test('names what the server offers, in its order, and begins what is chosen', () => {
		const play = playing(containers(1), ofContainers).press('a');
		expect(play.state.dialog).toMatchObject({
			type: 'actions',
			cursor: 0,
			actions: [{name: 'restart'}, {name: 'stop'}, {}, {}, {}, {}],
		});
		expect(names(play.press('j enter').form([]).press('y'))).toEqual(['load-form', ['stop', 'web-1']]);
	});

	test('goes round about', () => {
		const play = playing(containers(1), ofContainers).press('a k');
		expect(play.state.dialog).toMatchObject({cursor: 5});
		expect(play.press('down').state.dialog).toMatchObject({cursor: 0});
	});

	test('opens logs, shell and stats as their keys do', () => {
		const chosen = (keys: string) => playing(containers(1), ofContainers).press(`a ${keys} enter`).take();
		expect(chosen('j j j')).toMatchObject([{type: 'follow-log'}]);
		expect(chosen('j j j j')).toMatchObject([{type: 'open-shell'}]);
		expect(chosen('k')).toMatchObject([{type: 'open-stats'}]);
	});

	test.each([
		['rwatch', {settings: {...settings, readOnly: true}}, false],
		['the source', {}, true],
	])('fires nothing where %s is read-only, and still opens what only looks', (_title, first, readOnly) => {
		const play = playing(containers(1), {...ofContainers, ...first}).dispatch(
			opened('prod', readOnly),
			live(),
		);
		play.press('a').take();
		expect(play.press('j enter').notice).toContain('read-only');
		expect([play.take(), play.state.dialog]).toEqual([[], null]);
		expect(play.press('a k enter').take()).toMatchObject([{type: 'open-stats'}]);
	});

	test.each(['escape', 'q'])('%s leaves it', key => {
		const play = playing(containers(1), ofContainers).press(`a ${key}`);
		expect([play.state.dialog, play.take()]).toEqual([null, []]);
	});
});
