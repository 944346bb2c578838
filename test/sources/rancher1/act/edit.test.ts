import {afterEach, expect, test} from 'vitest';
import type {Resource} from '../../../../source/model/resource.js';
import {createStage, never, until} from '../stage.js';

const {serve, watch, clear} = createStage();

afterEach(clear);

const begin = async () => {
	const server = await serve();
	const {source, observed} = await watch(server);
	await until(() => expect(observed.status).toBe('live'));
	const service = (): Resource => {
		const found = [...observed.rows.values()].find(({kind}) => kind === 'service');
		if (found) return found;
		throw new Error('no service');
	};
	await until(() => expect(service()).toBeDefined());
	if (!source.edit) throw new Error('no edit');
	const entity = server.world.list('service')[0];
	if (!entity) throw new Error('no service');
	return {server, entity, editing: await source.edit(service(), never)};
};

test('only what may be changed is in the text, and only what was changed is sent', async () => {
	const {server, editing} = await begin();
	expect(editing.text).toMatch(/^scale: 1$/m);
	expect(editing.text).not.toMatch(/^(?:state|created|launchConfig|links):/m);
	const edited = editing.text.replace('scale: 1', 'scale: 2');
	expect(await editing.check(edited, never)).toMatchObject({
		type: 'ready',
		review: {notes: [expect.stringContaining('only when it is sent')]},
	});
	expect(await editing.send(edited, never)).toEqual({type: 'sent', warnings: []});
	const writes = server.received.filter(({method}) => method === 'PUT');
	expect(writes.map(({body}) => body)).toEqual(['{"scale":2}']);
});

test('what cannot be changed is refused before anything is sent', async () => {
	const {server, editing} = await begin();
	const check = await editing.check(`${editing.text}state: removed\n`, never);
	expect(check).toMatchObject({
		type: 'rejected',
		reason: expect.stringMatching(/^state cannot be changed; what can: /),
	});
	expect(server.received.some(({method}) => method === 'PUT')).toBe(false);
});

test('a change of others is not overwritten', async () => {
	const {server, entity, editing} = await begin();
	const edited = editing.text.replace(/^description: .*$/m, 'description: ours');
	expect(await editing.check(edited, never)).toMatchObject({type: 'ready'});
	server.world.change(entity.key, {scale: 3});
	const sent = await editing.send(edited, never);
	if (sent.type !== 'overtaken') throw new Error(sent.type);
	expect(await editing.check(sent.text, never)).toMatchObject({
		review: {notes: ['changed meanwhile: scale (1 to 3)', expect.anything()]},
	});
	expect(await editing.send(sent.text, never)).toMatchObject({type: 'sent'});
	expect(server.world.get(entity.key).fields).toMatchObject({scale: 3, description: 'ours'});
});

test('a field that was deleted from the text stays as it is', async () => {
	const {editing} = await begin();
	expect(await editing.check(editing.text.replace(/^scale: .*\n/m, ''), never)).toEqual({type: 'unchanged'});
});
