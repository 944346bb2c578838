import {resourceOf} from '../../source/sources/rancher1/rows/to-resource.js';
import {AgentFrames} from '../../source/sources/rancher1/streams/agent-frames.js';
import {subjectIn, timeIn} from '../../source/sources/rancher1/wire/envelope.js';
import {failureOf as rancher1Failure} from '../../source/sources/rancher1/wire/failure.js';
import {frameOf as rancher1Frame, pageOf as rancher1Page} from '../../source/sources/rancher1/wire/frames.js';
import {frameOf as normanFrame} from '../../source/sources/rancher2/norman/wire/frames.js';
import {quantityOf} from '../../source/sources/rancher2/rows/quantity.js';
import {frameOf as steveFrame} from '../../source/sources/rancher2/steve/wire/frames.js';
import {complaintOf, failureOf} from '../../source/sources/rancher2/wire/failure.js';
import {excerpt} from '../../source/sources/salt/act/answer.js';
import {parseArguments} from '../../source/sources/salt/act/words.js';
import {cachedJobOf} from '../../source/sources/salt/jobs/job-cache.js';
import {outcomeOf} from '../../source/sources/salt/jobs/outcome.js';
import {returnLines} from '../../source/sources/salt/streams/log-lines.js';
import {meaningOf} from '../../source/sources/salt/wire/events.js';
import {errorOf, refusalOf} from '../../source/sources/salt/wire/failure.js';
import {parseEvent} from '../../source/sources/salt/wire/frames.js';
import {glance} from '../../source/sources/salt/wire/redact.js';
import {LogLines} from '../../source/sources/streams/log-lines.js';
import {answerText} from '../../source/transport/errors.js';
import {readEventStream} from '../../source/transport/event-stream.js';
import {retryAfterIn} from '../../source/transport/retry-after.js';
import {object, scope} from '../sources/rancher1/objects.js';
import {rowOf} from '../sources/rancher2/steve/objects.js';
import type {Entrance} from './words.js';

const target = 'https://rancher.example/k8s/clusters/c-x/v1/pods';
const attempted = 'Cannot list pods';
const stamp = '2026-11-20T10:00:00.123456';

async function* inPieces(text: string): AsyncGenerator<Uint8Array> {
	const bytes = Buffer.from(text);
	for (let from = 0; from < bytes.length; from += 16_384) yield bytes.subarray(from, from + 16_384);
}

const stream = (text: string) =>
	readEventStream(inPieces(text), {onData: () => undefined, onDropped: () => undefined});

const pushed = (lines: {readonly push: (bytes: Uint8Array) => void}, text: string): void => {
	const bytes = Buffer.from(text);
	for (let from = 0; from < bytes.length; from += 4096) lines.push(bytes.subarray(from, from + 4096));
};

const returned = (value: unknown) => ({
	jid: '20261120100000123456',
	minion: 'web-a',
	fun: 'state.apply',
	args: [],
	user: null,
	schedule: null,
	value,
	retcode: 1,
	success: false,
});

const saltEvent = (text: string): void => {
	const events = [
		{
			tag: `salt/job/${text.slice(0, 100)}/ret/web-a`,
			data: {return: text, fun: text, fun_args: [text], id: 'web-a'},
		},
		{tag: 'salt/auth', data: {id: text, act: text, _stamp: text}},
		{
			tag: 'salt/job/20261120100000123456/prog/web-a/1',
			data: {data: {ret: {comment: text, name: text}, len: 3}},
		},
	];
	for (const event of events) {
		const read = parseEvent(JSON.stringify(event));
		if (read !== null) meaningOf(read);
	}
};

/** What servers send, by where it comes in. */
export const sentAt: Readonly<Record<string, Entrance>> = {
	'an error page': text => answerText(502, text),
	'an error page of Rancher 1': text =>
		rancher1Failure({attempted, target, status: 500, body: {code: text, message: text}, text, keyAdvice: ''}),
	'an error of Rancher 2': text => [complaintOf(text), failureOf(attempted, target, 500, text)],
	'an error in JSON of Rancher 2': text =>
		failureOf(attempted, target, 500, JSON.stringify({message: text, code: text})),
	'an error page of Salt': text => [refusalOf(401, text), errorOf(attempted, target, 500, text)],
	'a header': text => retryAfterIn(503, {'retry-after': text, date: text}, 0),
	'frames as they are': text => [rancher1Frame(text), normanFrame(text), steveFrame(text), parseEvent(text)],
	'an id of Rancher 1': text =>
		rancher1Frame(JSON.stringify({name: 'resource.change', data: {resource: {id: text, type: 'container'}}})),
	'an id of Norman': text =>
		normanFrame(JSON.stringify({name: 'resource.change', data: {id: text, type: 'pod'}})),
	'an id of Steve': text =>
		steveFrame(JSON.stringify({name: 'resource.change', resourceType: 'pod', data: {id: 'a', type: text}})),
	'a page of Rancher 1': text => rancher1Page({data: [{id: text, type: text}], pagination: {next: text}}),
	'the envelope of a frame': text => [subjectIn(text), timeIn(text)],
	'a row of Rancher 1': text =>
		resourceOf(object('container', {name: text, state: text, transitioningMessage: text}), scope()),
	'a row of Steve': text =>
		rowOf('pod', {
			id: 'shop/web',
			metadata: {name: text, namespace: 'shop', state: {name: text, message: text, error: true}},
			status: {conditions: [{type: 'Ready', status: 'False', message: text, reason: text}]},
		}),
	'a quantity': text => quantityOf(text),
	'a log of Rancher 1': text => pushed(new AgentFrames(() => undefined), text),
	'a log of Rancher 2': text => pushed(new LogLines({emit: () => undefined}), text),
	'an event stream': stream,
	'an event of a stream': text => stream(`data: ${text}\n\ntag: ${text}\ndata: {}\n\n`),
	'an event of Salt': saltEvent,
	'a return of Salt': text => [
		outcomeOf(returned(text)),
		returnLines(returned(text), new Set()),
		glance(text),
	],
	'states of Salt': text => {
		const states = returned({
			[`file_|-${text}_|-${text}_|-managed`]: {comment: text, result: false, changes: {diff: text}},
		});
		return [outcomeOf(states), returnLines(states, new Set())];
	},
	'a cached job of Salt': text =>
		cachedJobOf('20261120100000123456', {Function: text, Result: {a: {return: text}}, StartTime: stamp}),
	'an answer of Salt': text => excerpt({text, [text]: [text]}),
	'arguments of a command': text => {
		try {
			return parseArguments(text);
		} catch (error) {
			return error;
		}
	},
};
