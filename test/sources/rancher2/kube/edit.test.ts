import {afterEach, expect, test} from 'vitest';
import type {EditCheck, Editing} from '../../../../source/model/editing.js';
import {redacted} from '../../../../source/sources/redacted.js';
import {createStage, never, rowOf, until} from '../stage.js';
import {cluster} from '../start.js';

const {serve, live, clear} = createStage();

afterEach(clear);

const kept = `apps.deployment/${cluster}:shop/web`;

const begin = async (row = `prod/${cluster}/deployment/shop/web`) => {
	const server = await serve();
	const {source, observed} = await live(server);
	source.show(['secret']);
	const {edit} = redacted(source);
	if (!edit) throw new Error('no edit');
	await until(() => expect(observed.rows.has(row)).toBe(true));
	return {server, editing: await edit(rowOf(observed, row), never)};
};

const reviewOf = async (editing: Editing, text: string): Promise<Extract<EditCheck, {type: 'ready'}>> => {
	const check = await editing.check(text, never);
	if (check.type !== 'ready') throw new Error(JSON.stringify(check));
	return check;
};

test('a change is tried first, then sent', async () => {
	const {server, editing} = await begin();
	expect(editing.fileName).toBe('deployment-shop-web.yaml');
	expect(editing.text).not.toContain('managedFields');
	const edited = editing.text.replace('replicas: 1', 'replicas: 4');
	const {review} = await reviewOf(editing, edited);
	expect(review.before).toContain('replicas: 1');
	expect(review.after).toContain('replicas: 4');
	// A password of its template is in the text, and not on the screen.
	expect(editing.text).toContain('demo-database-password');
	expect(review.before + review.after).not.toContain('demo-database-password');
	expect(server.world.get(kept).fields.replicas).toBe(1);
	expect(await editing.send(edited, never)).toEqual({type: 'sent', warnings: []});
	expect(server.world.get(kept).fields.replicas).toBe(4);
	const writes = server.received.filter(({method}) => method === 'PUT');
	expect(writes.map(({url}) => url.searchParams.get('dryRun'))).toEqual(['All', null]);
});

test.each([
	['as it was', (text: string) => text],
	['emptied', () => ''],
	['only comments', () => '# nothing\n'],
	[
		'changed only in what the server decides',
		(text: string) => text.replace(/resourceVersion: .*/, 'resourceVersion: "1"'),
	],
])('a text that is %s is not sent', async (_name, change) => {
	const {server, editing} = await begin();
	expect(await editing.check(change(editing.text), never)).toEqual({type: 'unchanged'});
	expect(server.received.some(({method}) => method === 'PUT')).toBe(false);
});

test.each([
	[
		'replicas: 1',
		'replicas: -3',
		['Deployment.apps "web" is invalid:', '* spec.replicas: Invalid value: -3: must be'],
	],
	['replicas: 1', 'replcas: 1', ['strict decoding error: unknown field "spec.replcas"']],
	[/image: registry.*/, 'image: shop/web:latest', ['images need a fixed tag (GitOps only)']],
	['replicas: 1', 'replicas: [1', ['It is not YAML: ']],
])('%s to %s is rejected with all reasons', async (from, to, words) => {
	const {editing} = await begin();
	const check = await editing.check(editing.text.replace(from, to), never);
	expect(check.type).toBe('rejected');
	for (const part of words) expect(check).toMatchObject({reason: expect.stringContaining(part)});
});

test('an object that is far too large is not edited', async () => {
	const server = await serve();
	const {source, observed} = await live(server);
	const row = rowOf(observed, `prod/${cluster}/deployment/shop/web`);
	server.faults.refuse(({url}) => url.pathname.endsWith('/deployments/web'), {
		status: 200,
		headers: {'Content-Type': 'application/json'},
		body: `{"data": "${'x'.repeat(5_000_000)}"}`,
	});
	await expect(source.edit?.(row, never)).rejects.toThrow('it has 5 MB, and 4 is the most');
});

test('what others changed meanwhile is carried over, and said', async () => {
	const {server, editing} = await begin();
	const edited = editing.text.replace('image: registry.example.net/shop/web:3.18.0', 'image: shop/web:9');
	const {text} = await reviewOf(editing, edited);
	server.world.change(kept, {replicas: 2});
	const sent = await editing.send(text, never);
	if (sent.type !== 'overtaken') throw new Error(sent.type);
	expect(server.world.get(kept).fields.image).toBe('registry.example.net/shop/web:3.18.0');
	const {review, text: merged} = await reviewOf(editing, sent.text);
	expect(review.notes).toEqual(['changed meanwhile: spec.replicas (1 to 2)']);
	expect(await editing.send(merged, never)).toMatchObject({type: 'sent'});
	expect(server.world.get(kept).fields).toMatchObject({replicas: 2, image: 'shop/web:9'});
});

test('a change of its status alone is no reason to ask again', async () => {
	const {server, editing} = await begin();
	const edited = editing.text.replace('replicas: 1', 'replicas: 4');
	const {text} = await reviewOf(editing, edited);
	server.world.change(kept, {updated: 0});
	expect(await editing.send(text, never)).toMatchObject({type: 'sent'});
});

test('the values of a secret are in its text, and their change is shown without them', async () => {
	const {editing} = await begin(`prod/${cluster}/secret/shop/registry`);
	const [, value = ''] = /\.dockerconfigjson: (\S+)/.exec(editing.text) ?? [];
	const {review} = await reviewOf(editing, editing.text.replace(value, 'bmV3'));
	expect(review.before + review.after).not.toMatch(new RegExp(`${value}|bmV3`));
	expect(review.after).toContain('(changed)');
});
