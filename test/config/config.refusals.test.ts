import {describe, expect, test} from 'vitest';
import {load, path} from './world.js';

describe('the configuration file', () => {
	test.each([
		[
			'sources:\n  p:\n    url: https://r\n    toke: x',
			":4: sources.p.toke: unknown key (did you mean 'token'?)",
		],
		['sources:\n  p: *nothing', ': not valid YAML: Unresolved alias'],
		[
			'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]',
			': not valid YAML: Excessive alias count',
		],
		['soruces: {}', ":1: soruces: unknown key (did you mean 'sources'?)"],
		['sources:\n  p:\n    token: x', ':2: sources.p.url: missing; expected the URL of a server'],
		['sources:\n  p:\n', ':2: sources.p: expected a map with url, found nothing'],
		[
			'- a',
			':1: expected a map with sources, views, keys, stuckAfter, theme, confirm, guard, alerts, columns, thresholds, plugins, aliases, sameHost, recorder, mouse, summary and allProjects, found a list',
		],
		['sources: [a]', ':1: sources: expected a map of sources by name, found a list'],
		[
			'sources:\n  p:\n    url: https://r\n    readOnly: maybe',
			':4: sources.p.readOnly: expected true or false, found a text',
		],
		[
			'sources:\n  p:\n    url: https://r\n    type: k8s',
			':4: sources.p.type: expected rancher1, rancher2 or salt, found something else',
		],
		[
			'sources:\n  p:\n    url: https://r\n    tokenCommand: pass show x',
			':4: sources.p.tokenCommand: expected a program with its arguments, such as [pass, show, rancher], found a text',
		],
		[
			'sources:\n  p:\n    url: https://r\n    token: ""',
			':4: sources.p.token: expected a text that is not empty, found an empty text',
		],
		[
			'sources:\n  p:\n    url: rancher.example.com',
			":3: sources.p.url: 'rancher.example.com' is not the address of a source; expected rancher1+https://",
		],
		[
			'sources:\n  p:\n    url: https://r\n    token: a\n    tokenEnv: B',
			':5: sources.p.tokenEnv: there is another token in this entry; expected one of them',
		],
		[
			'sources:\n  p:\n    url: https://r\n    token: a\n    password: b',
			':5: sources.p.password: expected either a token, or accessKey and secretKey, or username and password',
		],
		[
			'sources:\n  p:\n    url: https://r\n    accessKey: a',
			':2: sources.p.secretKey: missing; expected beside accessKey',
		],
		[
			'sources:\n  p:\n    url: https://r\n    password: a',
			':2: sources.p.username: missing; expected beside password',
		],
		[
			'sources:\n  p:\n    url: salt+https://r\n    type: rancher1',
			':4: sources.p.type: the url says salt; expected the same or none',
		],
		[
			'sources:\n  p:\n    url: https://r\n    caFile: /none.pem',
			':4: sources.p.caFile: /none.pem: there is no such file',
		],
		['sources:\n  p:\n    url: https://r\n    via: q', ":4: sources.p.via: no source is called 'q'"],
		[
			'sources:\n  p:\n    url: https://r\n    via: p',
			":4: sources.p.via: 'p' cannot be a way to it; expected a Rancher 2 that is reached directly",
		],
		[
			'sources:\n  p:\n    url: https://r\n    username: ann',
			':2: sources.p: there is a user name but no password, and no terminal to ask for it in',
		],
		['views:\n  a:\n    kin: pods', ":3: views.a.kin: unknown key (did you mean 'kind'?)"],
		['views:\n  a:\n    filter: "("', ':3: views.a.filter: '],
		['views:\n  a:\n    sort: x:up', ':3: views.a.sort: '],
		['keys:\n  restart: r\n  fly: f', ":3: keys.fly: no command is called 'fly'"],
		[
			'keys:\n  restart: 5',
			':2: keys.restart: expected a key in quotes, such as r or ctrl-d, found a number',
		],
		['stuckAfter: 5', ':1: stuckAfter: expected a duration such as 5m, found a number'],
		['stuckAfter: soon', ':1: stuckAfter: expected a duration such as 500ms, 30s, 5m or 1h'],
		['theme: mnoo', ":1: theme: expected one of default, mono (did you mean 'mono'?)"],
		['a: 1\na: 2', ':2: not valid YAML: Map keys must be unique'],
		['sources:\n\tp: 1', ':2: not valid YAML: '],
	])('%j is refused in one line', async (file, message) => {
		const refusal = await load({file}).then(
			() => 'nothing',
			error => String(error),
		);
		expect(refusal).toContain(`UsageError: ${path}${message}`);
		expect(refusal).not.toContain('\n');
	});

	test('must exist when it is named', async () => {
		await expect(load({argv: ['--config', '/none.yaml']})).rejects.toThrow(
			'/none.yaml: there is no such configuration file',
		);
	});
});
