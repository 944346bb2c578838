import {describe, expect, test} from 'vitest';
import {wholeText} from '../../../source/state/pages/text-line.js';
import {yamlLines} from '../../../source/state/pages/yaml-lines.js';
import {describedLines} from '../described-lines.js';
import {ofContainers, playing, resource, settings} from '../stage.js';

const keys = (value: Record<string, unknown>) => yamlLines(value, false, 'o').map(({label}) => label);

describe('keys of YAML are apart', () => {
	test('in maps and lists', () => {
		expect(keys({metadata: {labels: {app: 'web'}}, ports: [{name: 'http', port: 80}], none: []})).toEqual([
			'metadata:',
			'  labels:',
			'    app:',
			'ports:',
			'  - name:',
			'    port:',
			'none:',
		]);
	});

	test('also where they are quoted, and not in values', () => {
		expect(keys({'a: b': 'c: d', list: ['e: f', 'http://shop/'], "it's": 1})).toEqual([
			'"a: b":',
			'list:',
			'',
			'',
			"it's:",
		]);
	});

	test('not in texts of several lines', () => {
		const compose = 'services:\n  web:\n    image: nginx\n';
		expect(keys({compose, after: {text: 'a: 1\nb: 2', more: 'x'}, list: ['k: v\nl: w', 'm']})).toEqual([
			...['compose:', '', '', '', 'after:', '  text:', '', '', '  more:'],
			...['list:', '', '', '', ''],
		]);
	});
});

test('labels come before all else that takes several lines', () => {
	const metadata = {name: 'web', fields: ['web', '1/1'], labels: {app: 'web'}, uid: 'x'};
	expect(keys({id: 'a', spec: {replicas: 1}, metadata, labels: {app: 'web'}})).toEqual([
		...['id:', 'labels:', '  app:', 'spec:', '  replicas:'],
		...['metadata:', '  name:', '  labels:', '    app:', '  fields:', '', '', '  uid:'],
	]);
});

describe('links', () => {
	const links = {self: 'http://prod/v1/a', remove: 'http://prod/v1/a'};
	const object = {id: '1i1', links, data: {home: 'http://shop/', a: 'b'}};
	const shown = (unfolded: boolean, key: string) => yamlLines(object, unfolded, key).map(wholeText);

	test('are one line after what the object is', () => {
		expect(shown(false, 'o').slice(-2)).toEqual(['  a: b', 'links: 2 links (o shows them)']);
	});

	test('are all there once they are unfolded, or where no key would do it', () => {
		for (const lines of [shown(true, 'o'), shown(false, '')])
			expect(lines.slice(-3)).toEqual(['links:', '  self: http://prod/v1/a', '  remove: http://prod/v1/a']);
	});

	test('are unfolded and folded by a key, the one of the configuration', () => {
		const play = playing([resource('container', 'web')], {
			...ofContainers,
			settings: {...settings, keys: {links: 'L'}},
		}).press('y');
		play.dispatch({type: 'object', view: play.view('describe').id, object, error: null});
		const last = () => wholeText(describedLines(play).at(-1) ?? {style: 'plain', label: '', text: ''});
		expect(last()).toBe('links: 2 links (L shows them)');
		play.press('L');
		expect(last()).toBe('  remove: http://prod/v1/a');
		play.press('L');
		expect(last()).toBe('links: 2 links (L shows them)');
	});
});
