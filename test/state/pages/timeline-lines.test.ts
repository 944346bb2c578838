import {expect, test} from 'vitest';
import {wholeText} from '../../../source/state/pages/text-line.js';
import {describedLines} from '../described-lines.js';
import {changed, ofContainers, type Play, playing, resource, start} from '../stage.js';

const web = resource('container', 'shop/web-1', {message: 'all fine'});
const opened = () => playing([web], ofContainers).press('d');
const lines = (play: Play) =>
	describedLines(play).map(line =>
		line.style === 'field' ? `${line.label}: ${line.text}` : wholeText(line),
	);

test('shows gaps where they were', () => {
	const play = opened();
	const gap = {
		type: 'gap',
		source: 'prod',
		scope: '',
		at: start + 9000,
		from: start + 4000,
		to: start + 9000,
	};
	const stopping = changed({...web, state: 'stopping', transitioning: 'yes'}, start + 1000);
	const stopped = changed({...web, state: 'stopped'}, start + 9000, true);
	play.dispatch({type: 'events', events: [stopping, {...gap, type: 'gap'}, stopped]});
	play.dispatch({type: 'tick', now: start + 12_000});
	expect(lines(play).slice(-5, -1)).toEqual([
		'22:13:20: running (at least 1s): all fine',
		'22:13:21: stopping (8s): all fine',
		'22:13:24: ⋯ gap of 5s: changes may be missing',
		'22:13:29: stopped (at least 3s until now): all fine',
	]);
});

test('has dates where not all of it is of today', () => {
	const play = opened();
	play.dispatch({type: 'events', events: [changed({...web, state: 'stopping'}, start + 1000)]});
	play.dispatch({type: 'tick', now: start + 86_400_000});
	expect(lines(play).filter(line => line.startsWith('2023-11-14 22:13:2'))).toHaveLength(2);
});
