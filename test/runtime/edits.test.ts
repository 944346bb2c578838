import {expect, test} from 'vitest';
import type {EditCheck, Editing, EditSent} from '../../source/model/editing.js';
import {withoutHead} from '../../source/runtime/edit-head.js';
import {until} from '../until.js';
import {bareResource, bareSource, performing} from './stage.js';

const ready = (text: string): EditCheck => ({
	type: 'ready',
	text,
	review: {before: 'a: 1\n', after: text, notes: []},
});

type Script = {
	readonly check?: (text: string) => EditCheck;
	readonly send?: (text: string) => EditSent;
	/** What the person makes of each text that the editor shows. */
	readonly edits?: readonly ((text: string) => string)[];
};

const begin = ({
	check = ready,
	send = () => ({type: 'sent', warnings: []}),
	edits = [text => text],
}: Script) => {
	const shown: string[] = [];
	const editing: Editing = {
		fileName: 'web.yaml',
		text: 'a: 1\n',
		check: async text => check(text),
		send: async text => send(text),
	};
	const play = performing(bareSource('prod', {edit: async () => editing}), {
		async edit(_name, text) {
			shown.push(text);
			return edits[Math.min(shown.length, edits.length) - 1]?.(text) ?? text;
		},
	});
	play.perform({type: 'edit', id: 7, resource: bareResource('prod', 'web')});
	const answer = (how: 'send' | 'edit' | 'drop') => play.perform({type: 'answer-edit', id: 7, answer: how});
	const untilEmitted = (type: string, count = 1) =>
		until(() => expect(play.emitted.filter(message => message.type === type)).toHaveLength(count));
	return {...play, shown, answer, untilEmitted};
};

test('a good text is asked about, sent after yes, and ends the action', async () => {
	const play = begin({edits: [text => text.replace('1', '2')]});
	await play.untilEmitted('edited');
	expect(play.shown).toEqual([expect.stringMatching(/^# container web on prod\. [^\n]*\na: 1\n$/)]);
	play.answer('send');
	await play.untilEmitted('action-accepted');
	expect(play.emitted.at(-1)).toMatchObject({id: 7, outcome: {follow: false, message: null}});
});

test('a refused text is edited again with the reason above it, as often as it takes', async () => {
	const check = (text: string): EditCheck =>
		text.includes('3') ? ready(text) : {type: 'rejected', reason: 'a is wrong:\n* a'};
	const play = begin({check, edits: [text => text.replace('1', '2'), text => text.replace('2', '3')]});
	await play.untilEmitted('edited');
	expect(play.shown[1]).toMatch(/\n#\n# It was refused:\n# a is wrong:\n# \* a\na: 2\n$/);
});

test('a refused text that is not changed any more ends it', async () => {
	const play = begin({
		check: () => ({type: 'rejected', reason: 'no'}),
		edits: [text => `${text}b: 1\n`, text => text],
	});
	await play.untilEmitted('action-accepted');
	expect(play.emitted.at(-1)).toMatchObject({
		outcome: {message: expect.stringContaining('nothing was sent')},
	});
});

test('where the object was changed meanwhile, the joined text is tried and asked about again', async () => {
	const sent: string[] = [];
	const send = (text: string): EditSent => {
		sent.push(text);
		return sent.length === 1
			? {type: 'overtaken', text: 'a: 2\nb: 9\n'}
			: {type: 'sent', warnings: ['mind b']};
	};
	const play = begin({send, edits: [text => text.replace('1', '2')]});
	await play.untilEmitted('edited');
	play.answer('send');
	await play.untilEmitted('edited', 2);
	play.answer('send');
	await play.untilEmitted('action-accepted');
	expect(sent.at(-1)).toBe('a: 2\nb: 9\n');
	expect(play.emitted.at(-1)).toMatchObject({outcome: {message: 'mind b'}});
});

test('where sending fails, the text can be edited on', async () => {
	let sent = 0;
	const send = (): EditSent => {
		if (++sent === 1) throw new Error('the other side closed the connection');
		return {type: 'sent', warnings: []};
	};
	const play = begin({send, edits: [text => text.replace('1', '2'), text => `${text}b: 1\n`]});
	await play.untilEmitted('edited');
	play.answer('send');
	await play.untilEmitted('edited', 2);
	expect(play.shown[1]).toMatch(/\n# It was refused:\n# the other side closed the connection\na: 2\n$/);
	play.answer('send');
	await play.untilEmitted('action-accepted');
});

test('what was changed meanwhile stands above the text that is edited on', async () => {
	const check = (text: string): EditCheck => ({
		type: 'ready',
		text,
		review: {before: '', after: text, notes: ['changed meanwhile: b']},
	});
	const play = begin({check});
	await play.untilEmitted('edited');
	play.answer('edit');
	await play.untilEmitted('edited', 2);
	expect(play.shown[1]).toMatch(/\n#\n# changed meanwhile: b\na: 1\n$/);
});

test.each([
	['drop', 'nothing was sent'],
	['edit', 'nothing was changed, nothing was sent'],
] as const)('%s after the question sends nothing', async (how, message) => {
	let checks = 0;
	const check = (text: string): EditCheck => (++checks === 1 ? ready(text) : {type: 'unchanged'});
	const play = begin({check});
	await play.untilEmitted('edited');
	play.answer(how);
	await play.untilEmitted('action-accepted');
	expect(play.emitted.at(-1)).toMatchObject({outcome: {message}});
});

test('an editor that fails, and a server that does not answer, fail the action', async () => {
	const play = performing(bareSource('prod', {edit: () => Promise.reject(new Error('no answer'))}));
	play.perform({type: 'edit', id: 7, resource: bareResource('prod', 'web')});
	await until(() => expect(play.emitted).toMatchObject([{type: 'action-failed', error: 'no answer'}]));
});

test.each([
	['# one\n#\n  # two\n\na: 1\n# kept\n', 'a: 1\n# kept\n'],
	['a: 1\n', 'a: 1\n'],
	['# only\n# comments', ''],
	['', ''],
])('the comments above %j are not a part of it', (text, rest) => {
	expect(withoutHead(text)).toBe(rest);
});
