import {describe, expect, test} from 'vitest';
import {matches, noFilter, parseFilter, withKinds} from '../../../source/state/filter/filter.js';
import {kind, lookup, row} from '../rows.js';

const host = row({id: '1h1', kind: 'host', name: 'node-eu-7'});
const web = row(
	{
		id: '1i12',
		name: 'shop/Web-1',
		state: 'starting',
		health: 'transitioning',
		transitioning: 'yes',
		scope: '1a5',
		message: 'Pulling nginx:1.15 (layer 2)',
		cells: {
			IMAGE: 'nginx:1.15',
			HOST: host.resource.key,
			'HOST IP': '10.0.0.7',
			RESTARTS: 3,
			STARTED: 1_767_323_045_678,
		},
	},
	{stuck: true},
);
const database = row({
	id: '1i13',
	name: 'shop/db and more',
	state: 'active',
	health: 'ok',
	cells: {IMAGE: 'c++'},
});
const broken = row({
	id: 'po1',
	source: 'edge',
	kind: 'pod',
	name: 'api',
	state: 'crashLoopBackOff',
	health: 'error',
});
const rows = lookup(host, web, database, broken);
const all = {web, database, broken};

const passing = (text: string): string[] => {
	const filter = parseFilter(text);
	if ('error' in filter) throw new Error(filter.error);
	return Object.entries(all).flatMap(([name, each]) => (matches(filter, each, rows) ? [name] : []));
};

test.each<[string, string[]]>([
	['kind:pods', ['broken']],
	['kind:PO', ['broken']],
	['kind=po', ['broken']],
	['kind!=pods', ['web', 'database']],
	['kind:po or shop', ['web', 'database', 'broken']],
	['kind:unknowns', []],
])('%s means what it does with the singular, once the kinds are known', (text, expected) => {
	const early = parseFilter(text);
	if ('error' in early) throw new Error(early.error);
	const filter = withKinds(early, [kind('pod', {aliases: ['po']})]);
	const passed = Object.entries(all).filter(([, each]) => matches(filter, each, rows));
	expect(passed.map(([name]) => name)).toEqual(expected);
});

test('a filter without a kind stays the same one', () => {
	const filter = parseFilter('name:pods');
	expect('error' in filter ? null : withKinds(filter, [])).toBe(filter);
});

describe('a filter lets rows through', () => {
	test.each<[string, string[]]>([
		['', ['web', 'database', 'broken']],
		['   ', ['web', 'database', 'broken']],
		// Plain text, over all that the row says.
		['WEB-1', ['web']],
		['crashloop', ['broken']],
		['edge', ['broken']],
		['1i13', ['database']],
		['pulling nginx:1.15', ['web']],
		['node-eu', ['web']],
		['10.0.0.7', ['web']],
		['1767323', []],
		['nothing like it', []],
		['/v3/clusters', []],
		// Inverted.
		['!web', ['database', 'broken']],
		['!pulling nginx', ['database', 'broken']],
		['not !web', ['web']],
		['!web and !api', ['database']],
		['!(web or api)', ['database']],
		// Regular expressions, with spaces too.
		['web-[0-9]', ['web']],
		['^shop', ['web', 'database']],
		['^api$', ['broken']],
		['pulling .*layer', ['web']],
		['(web|api)', ['web', 'broken']],
		['(web|db)(-1| and)', ['web', 'database']],
		['(?:web)', ['web']],
		['/web.1/', ['web']],
		['/Pulling nginx/', ['web']],
		['shop.*starting', ['web']],
		// Quoted: as it stands.
		['"c++"', ['database']],
		['"db and more"', ['database']],
		["'db and'", ['database']],
		// Fields.
		['state:active', ['database']],
		['state:act', ['database']],
		['state:/^(start|act)/', ['web', 'database']],
		['state:(starting|active)', ['web', 'database']],
		['name:^shop', ['web', 'database']],
		['name:"db and"', ['database']],
		['kind:pod', ['broken']],
		['source:edge', ['broken']],
		['message:pulling', ['web']],
		['message:nginx', ['web']],
		['id:po1', ['broken']],
		['scope:1a5', ['web']],
		['family:rancher1 kind:pod', ['broken']],
		['transitioning=no', ['database', 'broken']],
		['health:error', ['broken']],
		['HEALTH:Error', ['broken']],
		['health:stuck', ['web']],
		['stuck:true', ['web']],
		['stuck:false', ['database', 'broken']],
		['health:error or stuck:true', ['web', 'broken']],
		// Whole values.
		['state=active', ['database']],
		['state=act', []],
		['state=ACTIVE', ['database']],
		['state!=active', ['web', 'broken']],
		['state=/start.*/', ['web']],
		['name="shop/db and more"', ['database']],
		['health!=ok', ['web', 'broken']],
		// Own columns, and text that only looks like a field.
		['image:nginx', ['web']],
		['image=c++', ['database']],
		['image:"c++"', ['database']],
		['nope:"c++"', []],
		['host:eu-7', ['web']],
		['host-ip:10.0', ['web']],
		['restarts=3', ['web']],
		['nginx:1', ['web']],
		['image!=c++', ['web', 'broken']],
		// Combined.
		['shop and not starting', ['database']],
		['shop state:starting', ['web']],
		['web or db or api', ['web', 'database', 'broken']],
		['shop and web or api', ['web', 'broken']],
		['shop and (web or api)', ['web']],
		['(kind:pod)', ['broken']],
		['((kind:pod) or (web))', ['web', 'broken']],
	])('%s', (text, expected) => {
		expect(passing(text)).toEqual(expected);
	});
});

describe('what is wrong with a filter is reported with its place, and never lets everything through', () => {
	test.each<[string, RegExp, string]>([
		['shop web[', /^not a regular expression \(unterminated.* \(at character 1\)$/, 'shop web['],
		['web(1', /^not a regular expression \(unterminated/, 'web(1'],
		['*web', /^not a regular expression \(nothing to repeat\); quote it \(at character 1\)$/, '*web'],
		['state:[', /^not a regular expression \(.*\(at character 7\)$/, '['],
		['web and state:', /^state: needs a value right after it \(at character 9\)$/, 'state:'],
		['state: active', /^state: needs a value/, 'state:'],
		['health:eror', /^health: is one of error, stuck, .*; not eror \(at character 8\)$/, 'eror'],
		['stuck:maybe', /^stuck: is either true or false \(at character 7\)$/, 'maybe'],
		['name:"web', /^the quote " is not closed \(at character 6\)$/, '"web'],
		['web and', /^a term is missing after and \(at character 5\)$/, 'and'],
		['or web', /^a term is missing before or \(at character 1\)$/, 'or'],
		['web and or api', /^a term is missing before or \(at character 9\)$/, 'or'],
		['!', /^a term is missing after !/, '!'],
		['()', /^a term is missing before \)/, ')'],
		['(web or api', /^a \) is missing \(at character 1\)$/, '('],
		['🚀 web)', /^a \) has no \( \(at character 6\)$/, ')'],
		['restarts>=', /^restarts>= needs a value right after it \(at character 1\)$/, 'restarts>='],
		[
			'restarts>=many',
			/^restarts is compared with a number, an amount or a duration.*\(at character 11\)$/,
			'many',
		],
		['web age<5', /^age is compared with a duration such as 10m or 2h \(at character 9\)$/, '5'],
		['age:2h', /^age takes < or >, as in age<2h \(at character 1\)$/, 'age:2h'],
		['health>ok', /^health takes : or =, not > \(at character 1\)$/, 'health>ok'],
		['~', /^~ needs letters of a name right after it \(at character 1\)$/, '~'],
		['label:', /^a label is missing here, such as app=web \(at character 7\)$/, ''],
		['-l app=web,', /^a label is missing here/, ''],
		['-l app=web,=x', /^a label is missing here.*\(at character 12\)$/, '='],
		['-l env in (a', /^a \) is missing \(at character 13\)$/, ''],
		['label:app="web', /^the quote " is not closed \(at character 11\)$/, '"web'],
		['-l app=web(x)', /^this cannot follow a label \(at character 11\)$/, '('],
	])('%s', (text, expected, marked) => {
		const fault = parseFilter(text);
		if (!('error' in fault)) throw new Error(`'${text}' has no fault`);
		expect(fault.error).toMatch(expected);
		expect(text.slice(fault.start, fault.end)).toBe(marked);
		expect(fault.end).toBeGreaterThan(fault.start);
	});
});

test('parentheses without end are refused', () => {
	expect(parseFilter('( '.repeat(20_000))).toMatchObject({error: 'too many parentheses (at character 201)'});
});

test('an empty filter is not a filter', () => {
	expect(parseFilter(' ')).toBe(noFilter);
});

test('a row is looked at again each time, as it changes in place', () => {
	const filter = parseFilter('starting');
	if ('error' in filter) throw new Error(filter.error);
	const changing = {...web};
	expect(matches(filter, changing, rows)).toBe(true);
	changing.resource = {...web.resource, state: 'running'};
	expect(matches(filter, changing, rows)).toBe(false);
});
