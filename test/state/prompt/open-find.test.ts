import {describe, expect, test} from 'vitest';
import {titleModel} from '../../../source/state/title.js';
import {body} from '../../views/drawing.js';
import {live, opened, type Play, playing, removed, reported, resource} from '../stage.js';

const web = resource('service', 'shop/web');
const webVolume = resource('volume', 'web-logs');

const fleet = (): Play =>
	playing([
		resource('container', 'shop-web-1'),
		resource('container', 'w-e-b'),
		resource('container', 'db'),
		web,
		webVolume,
	]);

const find = (text: string, play = fleet()): Play => play.press(':').type(`find ${text}`).press('enter');

describe('what is sought in names', () => {
	test('is found in rows of all kinds, the best match first', () => {
		const play = find('web');
		expect(play.rows).toEqual(['>web-logs', 'shop/web', 'shop-web-1', 'w-e-b']);
		expect(titleModel(play.state)).toMatchObject({what: 'find', of: "'web'", count: {shown: 4, total: 4}});
	});

	test('is found in what comes and goes too', () => {
		const play = find('web').dispatch(reported(resource('host', 'web')));
		expect(play.rows[0]).toBe('>web');
		play.dispatch({type: 'events', events: [removed(webVolume)]});
		expect(play.state.index.length).toBe(5);
	});

	test('is found in all sources', () => {
		const there = resource('container', 'web', {source: 'edge'});
		const play = fleet().dispatch(opened('edge'), live('edge'), reported(there));
		expect(find('web', play).rows[0]).toBe('>web');
	});

	test('opens, filters and goes back as a grid does', () => {
		const play = find('web').press('/').type('kind:service').press('enter');
		expect(play.rows).toEqual(['>shop/web']);
		expect(play.press('escape').rows).toHaveLength(4);
		expect(play.press('g j enter').grid).toMatchObject({within: {name: 'shop/web'}, found: null});
		expect(play.press('q q').grid.found).toBeNull();
	});

	test('must be given', () => {
		expect(find('').notice).toBe(':find takes a part of a name, as in :find web');
	});
});

describe('where not everything is listed', () => {
	test('the kinds are named', () => {
		const play = find('web', fleet().dispatch(opened('edge')));
		const why = 'edge: any kind (connecting)';
		expect(play.notice).toBe(`not everything is listed: ${why}`);
		expect(titleModel(play.state).status).toBe('not complete');
		expect(body(play).slice(-2)).toEqual(['   Not completely listed:', `   ${why}`]);
		expect(body(find('xyz', play)).slice(1)).toEqual([
			"   No name has 'xyz'",
			'   Not completely listed:',
			`   ${why}`,
		]);
	});

	test('nothing is said once all sources are live', () => {
		const play = find('web');
		expect(play.notice).toBeNull();
		expect(titleModel(play.state).status).toBe('');
	});
});
