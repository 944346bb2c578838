import {describe, expect, test} from 'vitest';
import type {Evidence} from '../../../source/model/explanation.js';
import type {LogEvent} from '../../../source/model/log.js';
import type {Effect} from '../../../source/state/effect.js';
import {finding, play, service, web} from '../explain/stage.js';
import {type Play, playing, removed, settings, start} from '../stage.js';

type Of<Type extends Effect['type']> = Extract<Effect, {type: Type}>;

const effectsOf = <Type extends Effect['type']>(one: Play, type: Type): readonly Of<Type>[] =>
	one.take().filter((effect): effect is Of<Type> => effect.type === type);

const viewOf = (one: Play): number => one.state.views.at(-1)?.id ?? -1;

const opened = (): Play => play().press(':').type('bundle').press('enter');

const text = (one: Play): string => {
	one.press('ctrl-s');
	return effectsOf(one, 'save')[0]?.lines.join('\n') ?? '';
};

const answered = (one: Play, ...answers: readonly Partial<Evidence>[]): Play =>
	one.dispatch(
		...answers.map(
			answer =>
				({
					type: 'evidence',
					view: viewOf(one),
					of: service.key,
					evidence: {
						title: 'its object',
						about: service.key,
						what: 'object',
						at: start,
						answer: null,
						error: null,
						...answer,
					},
				}) as const,
		),
	);

const over = (one: Play): Play => one.dispatch({type: 'gathered', view: viewOf(one), of: null, error: null});

const cause = finding('container web-1 fails', {row: web(1), quotes: ['exit code 1']});

const noted = {
	row: service,
	what: 'events',
	at: start,
	severity: 'warning',
	text: 'BackOff: | not found',
} as const;

const found = (one: Play): Play =>
	one.dispatch({
		type: 'findings',
		view: viewOf(one),
		of: service.key,
		findings: [cause],
		machines: [],
		events: [noted],
		error: null,
	});

const logged = (one: Play, ...events: readonly LogEvent[]): Play =>
	one.dispatch({
		type: 'log',
		view: viewOf(one),
		events: events.map(event => ({writer: 1, event})),
		at: start,
	});

const line = (said: string): LogEvent => ({
	type: 'line',
	line: {stream: 'stdout', time: {at: start, nanos: 0}, text: said, origin: null},
});

const whole = (): Play =>
	logged(
		found(over(answered(opened(), {answer: {kind: 'Service', scale: 3}}))),
		line('cannot open /etc/app'),
	);

describe(':bundle', () => {
	test('explains the row, has its object, and then asks for the log of what blocks it', () => {
		const one = opened();
		expect(one.take().map(({type}) => type)).toEqual(['load-journal', 'explain', 'gather']);
		found(over(answered(one, {answer: {kind: 'Service'}})));
		expect(effectsOf(one, 'follow-log')).toMatchObject([
			{resource: {name: 'web-1'}, options: {once: true, lines: 60}},
		]);
	});

	test('asks for an object that no answer had', () => {
		const one = over(opened());
		expect(effectsOf(one, 'load-object')).toMatchObject([{resource: {name: 'shop/web'}}]);
		one.dispatch({type: 'object', view: viewOf(one), object: null, error: 'forbidden (403)'});
		expect(text(found(one))).toContain('- withheld: the object: forbidden (403)');
	});

	test('shows what the file will have, and writes it only when asked to', () => {
		const one = whole();
		expect(effectsOf(one, 'save')).toEqual([]);
		one.press('ctrl-s');
		const [saved] = effectsOf(one, 'save');
		expect(saved?.name).toBe('bundle-service-shop-web-20231114T221320Z.md');
		const lines = saved?.lines ?? [];
		expect(lines[0]).toBe('# service shop/web: degraded');
		expect(lines.filter(each => each.startsWith('## '))).toEqual([
			'## Included and withheld',
			'## Row',
			'## Explanation',
			'## Events',
			'## Timeline',
			'## Logs',
			'## Related rows',
			'## Object',
			'## Versions',
		]);
	});

	test('has what was found, said, logged and seen around the row', () => {
		const written = text(whole());
		expect(written).toContain('- **error**, cause: container web-1 fails → container web-1');
		expect(written).toContain('  exit code 1');
		expect(written).toContain('scale: 3');
		expect(written).toContain('| warning | service shop/web | BackOff: \\| not found |');
		expect(written).toContain('2023-11-14T22:13:20.000000000Z cannot open /etc/app');
		expect(written).toMatch(/\| container \| web-1 \| prod \| error \(error\) \|/);
		expect(written).toContain('- included: logs: the last 1 line of container web-1');
		expect(written).toContain('- rwatch: unknown');
	});

	test('lists what could not be read, with the reason', () => {
		const one = answered(
			opened(),
			{answer: {}},
			{what: 'quotas', title: 'its quotas', error: 'refused (403)'},
		);
		expect(text(found(over(one)))).toContain('- withheld: its quotas: refused (403)');
	});

	test('says how much was cut of what is very large', () => {
		const rows = Array.from({length: 9000}, (_none, index) => `line ${index}`);
		const written = text(found(over(answered(opened(), {answer: {rows}}))));
		expect(written).toMatch(/… [\d,]+ more lines|… \(\d+ more\)/);
		expect(written).toContain('- included: the object, cut where it is very long');
		expect(written.length).toBeLessThan(250_000);
	});

	test('cannot be broken by what others wrote', () => {
		const said = '```\n# owned\n<script>\u001b[2J';
		const one = found(over(answered(opened(), {answer: {message: said}})));
		const written = text(logged(one, line('````` # owned')));
		expect(written).not.toMatch(/^# owned/m);
		expect(written).not.toContain('\u001b');
		expect(written).toContain('``````text\n2023-11-14T22:13:20.000000000Z ````` # owned\n``````');
	});

	test('gathers again with r, and drops late answers to what was asked before', () => {
		const one = whole();
		const before = viewOf(one);
		one.take();
		one.press('r');
		expect(effectsOf(one, 'close')).toMatchObject([{view: before}]);
		one.dispatch({type: 'object', view: before, object: {late: true}, error: null});
		expect(text(one)).not.toContain('late: true');
	});

	test('of a row that is gone says when it went', () => {
		const one = whole();
		one.dispatch({type: 'events', events: [removed(service, start + 3000)]}).press('r');
		const saved = text(over(one));
		expect(saved).toContain('# service shop/web: removed, was degraded\n');
		expect(saved).toMatch(/\| state \| degraded \(error\) \|\n.*\n\| removed \| 2023-11-14T22:13:23Z \|/);
	});

	test('is made of what is recorded while a recording is shown: nothing is asked', () => {
		const one = playing([service, web(1)], {
			settings: {...settings, replay: true},
			view: {kind: 'service', filter: '', sort: ''},
		}).press('g');
		one.press(':').type('bundle').press('enter');
		expect(one.take().map(({type}) => type)).toEqual(['load-journal', 'explain']);
		const written = text(found(one));
		expect(written).toContain('container web-1 fails');
		expect(written).toMatch(/- withheld: the object: servers can only be asked about now/);
		expect(written).toMatch(/- withheld: logs: servers can only be asked about now/);
	});

	test('needs a row', () => {
		expect(playing([]).press(':').type('bundle').press('enter').notice).toMatch(/no row/);
	});
});
