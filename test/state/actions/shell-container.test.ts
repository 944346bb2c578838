import {describe, expect, test} from 'vitest';
import {main} from '../log-story.js';
import {action, ofContainers, playing, resource, unasked} from '../stage.js';

const pod = (
	containers: readonly ReturnType<typeof main>[],
	stopped: Readonly<Record<string, string>> = {},
) =>
	playing(
		[
			resource('container', 'web-1', {
				actions: [action('exec', 'shell')],
				containers: containers.map(one => {
					const why = stopped[one.name];
					return why === undefined ? one : {...one, stopped: why};
				}),
			}),
		],
		{...ofContainers, settings: unasked},
	);

type Play = ReturnType<typeof pod>;

const opened = (play: Play) =>
	play.take().flatMap(effect => (effect.type === 'open-shell' ? [effect.container] : []));

const listed = ({state: {dialog}}: Play) =>
	dialog?.type === 'shell' && {
		running: dialog.running.map(({name}) => name),
		stopped: dialog.stopped.map(({name}) => name),
		cursor: dialog.cursor,
	};

describe('a shell in a pod of several containers', () => {
	test('offers them, the usual one first, which Enter takes', () => {
		const play = pod([main('app'), main('envoy')]).press('s');
		expect(listed(play)).toEqual({running: ['app', 'envoy'], stopped: [], cursor: 0});
		expect(opened(play.press('enter'))).toEqual(['app']);
		expect(play.state.dialog).toBeNull();
	});

	test('opens in the one that was chosen, also by the menu, and the journal says which', () => {
		const play = pod([main('app'), main('envoy')]).press('a enter j enter');
		expect(opened(play)).toEqual(['envoy']);
		expect(play.written).toContainEqual(expect.objectContaining({input: {container: 'envoy'}}));
	});

	test('offers only those that run, and opens at once where that is the usual one', () => {
		const play = pod([main('app'), main('envoy'), main('setup')], {setup: 'completed'}).press('s');
		expect(listed(play)).toEqual({running: ['app', 'envoy'], stopped: ['setup'], cursor: 0});
		expect(opened(play.press('k enter'))).toEqual(['envoy']);
		expect(opened(pod([main('app'), main('setup')], {setup: 'completed'}).press('s'))).toEqual(['app']);
	});

	test('does not open another one than the usual one unasked', () => {
		const play = pod([main('app'), main('envoy')], {app: 'crashLoopBackOff'}).press('s');
		expect(listed(play)).toEqual({running: ['envoy'], stopped: ['app'], cursor: 0});
		expect(opened(play)).toEqual([]);
		play.press('escape');
		expect([play.state.dialog, opened(play)]).toEqual([null, []]);
	});
});

test('a shell in a pod of one container opens at once', () => {
	expect(opened(pod([main('app')]).press('s'))).toEqual([null]);
});
