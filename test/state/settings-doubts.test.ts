import {expect, test} from 'vitest';
import type {Alert} from '../../source/model/alert.js';
import type {GuardRule} from '../../source/model/guard-rule.js';
import type {SourceEvent} from '../../source/model/source.js';
import {guardRule} from './guard-rules.js';
import {changed, kinds, opened, Play, resource, settings, start} from './stage.js';

const rule = (when: string) => guardRule({when, deny: 'never'});

const alert = (when: string): Alert => ({when, forMs: 0, bell: true, notify: true, run: []});

const status = (source: string): SourceEvent => ({
	type: 'status',
	source,
	scope: '',
	at: start,
	status: 'live',
	message: null,
	retryAt: null,
});

const listed = (source: string): readonly SourceEvent[] => [
	{type: 'kinds', source, at: start, kinds},
	changed(resource('container', 'web-1', {source, cells: {TEAM: 'red'}}), start, true),
	{type: 'listed', source, at: start, scope: '', kinds: ['container'], keys: new Set()},
];

const play = (guard: readonly GuardRule[], alerts: readonly Alert[] = []): Play =>
	new Play({settings: {...settings, guard, alerts}}).dispatch(opened('prod'), opened('test'));

test('a rule that names what no row has is a warning, once all sources are listed', () => {
	const story = play([rule('team:red'), rule('kind:container and wight>5')], [alert('kind:podz')]);
	story.dispatch({type: 'events', events: [...listed('prod'), status('prod'), ...listed('test')]});
	expect(story.notice).toBe(null);
	story.dispatch({type: 'events', events: [status('test')]});
	expect(story.notice).toBe(
		"guard 'kind:container and wight>5': no row has a field or column 'wight'; 1 more doubt (rwatch config check)",
	);
	expect(story.state.notice?.level).toBe('warning');
});

test('it is said once, and nothing of kinds that are not listed yet', () => {
	const story = play([rule('kind:service and wight>5')]);
	const all = [...listed('prod'), status('prod'), ...listed('test'), status('test')];
	story.dispatch({type: 'events', events: all});
	expect(story.notice).toBe(null);
	const other = play([rule('wight>5')]).dispatch({type: 'events', events: all});
	expect(other.notice).toContain("'wight'");
	other.press('j').dispatch({type: 'events', events: all});
	expect(other.notice).toBe(null);
});
