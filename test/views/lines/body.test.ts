import {expect, test} from 'vitest';
import {seenOf} from '../../../source/state/seen.js';
import {Body} from '../../../source/views/lines/body.js';
import {
	containers,
	ofContainers,
	opened,
	playing,
	reported,
	resource,
	settings,
	start,
} from '../../state/stage.js';
import {bare, seen} from '../stage.js';

const body = new Body(bare);

const listing = (page: string) => {
	const shown = {
		...ofContainers,
		settings: {...settings, mouse: true, confirm: {usual: 'none', bySource: new Map()}},
	} as const;
	const rows = [...containers(30), resource('stack', 'shop')];
	const play = playing(rows, shown).dispatch(opened('eu'));
	for (const one of rows.slice(0, 4)) play.dispatch(reported({...one, state: 'error', health: 'error'}));
	play.press('W enter j W enter g space space r').form([]);
	return play.press(':').type(page).press('enter');
};

test.each(['sources', 'changes', 'pulse', 'watching', 'journal'])(
	'the line of an entry of %s is the one that shows the cursor after a click on it',
	page => {
		const play = listing(page);
		const entries = body.entries(play.state).filter(entry => entry !== null);
		expect(entries.length).toBeGreaterThan(1);
		for (const entry of entries.reverse()) {
			play.dispatch({type: 'click', entry, at: start, seen: seenOf(play.state)});
			const lines = body.lines(play.state) ?? [];
			const withCursor = lines.flatMap((line, index) => (/^ ?>/.test(seen(line)) ? index : []));
			expect(withCursor).toEqual([body.entries(play.state).indexOf(entry)]);
		}
	},
);

test('a row of the grid is on the line below the heads that shows it', () => {
	const {state} = playing(containers(3), ofContainers).press('j');
	expect(body.entries(state).slice(0, 2)).toEqual([null, 'prod//container/web-1']);
	expect(seen(body.lines(state)?.[1] ?? '')).toContain('web-1');
});
