import {describe, expect, test} from 'vitest';
import type {Identity} from '../../../source/model/identity.js';
import {nextTickMs} from '../../../source/state/clock.js';
import type {Message} from '../../../source/state/message.js';
import {headerModel} from '../../../source/state/pages/header.js';
import {wholeText} from '../../../source/state/pages/text-line.js';
import {whoamiPage} from '../../../source/state/pages/whoami.js';
import {live, opened, Play, start} from '../stage.js';

const hour = 3_600_000;

const identity: Identity = {
	user: 'anna',
	means: 'token token-abcde',
	expiresAt: start + 30 * hour,
	isRenewed: false,
	rights: [],
};

const emitted = (changes: Partial<Identity> = {}): Message => ({
	type: 'identity',
	source: 'prod',
	identity: {...identity, ...changes},
	error: null,
	at: start,
});

const status = (word: 'live' | 'refused' | 'retrying'): Message => ({
	type: 'events',
	events: [
		{type: 'status', source: 'prod', scope: '', at: start, status: word, message: null, retryAt: null},
	],
});

const loads = (play: Play) => play.take().filter(({type}) => type === 'load-identity');
const playing = () => new Play().dispatch(opened('prod'), live());
const ends = (play: Play) => headerModel(play.state).sources[0]?.endsIn;
const page = ({state}: Play): string => {
	const view = state.views.at(-1);
	const lines = view?.type === 'page' ? (whoamiPage.text?.(state, view) ?? []) : [];
	return lines.map(wholeText).join('\n');
};

describe('who is logged in', () => {
	test('is asked once, when a source is live, and again with other credentials', () => {
		const play = playing();
		expect(loads(play)).toEqual([{type: 'load-identity', source: 'prod', withRights: false}]);
		expect(loads(play.dispatch(emitted(), status('live')))).toEqual([]);
		expect(loads(play.dispatch(status('refused'), status('live')))).toHaveLength(1);
	});

	test('is asked again when the source is back, where rwatch may have logged in again', () => {
		const play = playing().dispatch(emitted({isRenewed: true}));
		play.take();
		expect(loads(play.dispatch(status('retrying')))).toEqual([]);
		expect(loads(play.dispatch(status('live')))).toHaveLength(1);
		expect(loads(play.dispatch(status('live'), emitted({isRenewed: true})))).toEqual([]);
		expect(loads(play.dispatch(emitted(), status('retrying'), status('live')))).toEqual([]);
	});

	test('is shown with what may be done, which is asked for only then', () => {
		const play = playing().dispatch(emitted());
		play.take();
		play.press(':').type('whoami').press('enter');
		expect(loads(play)).toEqual([{type: 'load-identity', source: 'prod', withRights: true}]);
		play.dispatch(emitted({rights: [['may list', '3 kinds: pod, node, event']]}));
		expect(page(play)).toMatch(
			/^prod\nlogged in as anna\nwith token token-abcde\nexpires .* \(in 30h\)\nmay list 3 kinds: pod, node, event$/,
		);
		expect(loads(play)).toEqual([]);
		expect(loads(play.press('r'))).toHaveLength(1);
	});

	test.each<[string, Partial<Identity>, RegExp]>([
		['never ends', {expiresAt: 'never'}, /expires never/],
		['is over', {expiresAt: start - 1}, /\(expired\)/],
		[
			'is made again',
			{expiresAt: null, isRenewed: true},
			/expires the server does not say; rwatch logs in again by itself/,
		],
		['says nothing', {user: null, means: null, expiresAt: null}, /as the server does not say/],
	])('%s', (_what, changes, text) => {
		const play = playing().dispatch(emitted(changes));
		expect(page(play.press(':').type('whoami').press('enter'))).toMatch(text);
	});

	test('says why it is not known', () => {
		const play = playing().press(':').type('whoami').press('enter');
		expect(page(play)).toBe('prod\nasking…');
		play.dispatch({type: 'identity', source: 'prod', identity: null, error: 'HTTP 500', at: start});
		expect(page(play)).toBe('prod\nHTTP 500');
	});
});

describe('the header warns of a login', () => {
	test('within the last day of it, from the moment on at which that begins', () => {
		const play = playing().dispatch(emitted());
		expect(ends(play)).toBeNull();
		play.dispatch({type: 'tick', now: start + 7 * hour});
		expect([ends(play), nextTickMs(play.state)]).toEqual(['23h', 60_000]);
		play.dispatch({type: 'tick', now: start + 40 * hour});
		expect(ends(play)).toBe('0s');
	});

	test.each([{expiresAt: 'never'}, {expiresAt: null}, {expiresAt: start + hour, isRenewed: true}] as const)(
		'but not of %j',
		changes => {
			expect(ends(playing().dispatch(emitted(changes)))).toBeNull();
		},
	);
});
