import type {Resource} from '../model/resource.js';
import type {Source} from '../model/source.js';
import type {Effect} from '../state/effect.js';
import type {Message} from '../state/message.js';
import {createAbortableRequests, type Sending} from './abortable.js';
import {explanations} from './explanations.js';
import {loadForm, type SourceOf} from './forms.js';
import type {Performers, PerformOptions, Terminal} from './performers.js';

/** The effects that send a request to a source and answer with a message. */
type Requests = {
	readonly performers: Pick<
		Performers,
		| 'abort'
		| 'act'
		| 'command'
		| 'explain'
		| 'find-web-address'
		| 'gather'
		| 'run-plugin'
		| 'load-form'
		| 'load-identity'
		| 'load-object'
		| 'reveal'
	>;
	/** Aborts the request with this id: its answer is no longer wanted. */
	readonly abort: (id: number) => void;
	readonly abortAll: () => void;
};

const findWebAddress = async (
	{name, webAddress}: Source,
	resource: Resource,
	signal: AbortSignal,
	now: PerformOptions['now'],
): Promise<Message> => {
	if (!webAddress) throw new Error(`nothing is known of the web pages of ${name}`);
	return {type: 'web-address', resource, address: await webAddress(resource, signal), at: now()};
};

const identify = async (
	{name, whoami}: Source,
	withRights: boolean,
	signal: AbortSignal,
	now: PerformOptions['now'],
): Promise<Message> => {
	if (!whoami) throw new Error('it does not say who is logged in');
	const identity = await whoami(withRights, signal);
	return {type: 'identity', source: name, identity, error: null, at: now()};
};

const revealed = async (
	id: number,
	{name, secrets}: Source,
	resource: Resource,
	signal: AbortSignal,
	now: PerformOptions['now'],
): Promise<Message> => {
	if (!secrets) throw new Error(`${name} has no secrets to show`);
	return {type: 'revealed', id, secrets: await secrets(resource, signal), at: now()};
};

const runPlugin = async (
	{id, resource, plugin}: Extract<Effect, {type: 'run-plugin'}>,
	terminal: Pick<Terminal, 'runPlugin'>,
	signal: AbortSignal,
	now: PerformOptions['now'],
): Promise<Message> => {
	const {status, isGood, output} = await terminal.runPlugin(plugin, resource, signal);
	const page = output.trimEnd();
	const answer = plugin.output === 'page' && page !== '' ? {answer: {output: page}} : {};
	return isGood
		? {type: 'action-accepted', id, outcome: {follow: false, message: status, ...answer}, at: now()}
		: {type: 'action-failed', id, error: status, ...answer, at: now()};
};

/** What is read of a source because a person asks to see it. */
const lookUps = (
	{send, ask}: Sending,
	sourceOf: SourceOf,
	now: PerformOptions['now'],
): Pick<Performers, 'find-web-address' | 'load-form' | 'load-identity' | 'load-object' | 'reveal'> => ({
	'find-web-address': ({resource}) =>
		void send(
			signal => findWebAddress(sourceOf(resource), resource, signal, now),
			text => ({type: 'notice', level: 'warning', text, at: now()}),
		),
	'load-form': ({id, ...about}) =>
		void ask(
			id,
			async signal => {
				const fields = await loadForm(about, sourceOf, signal);
				return {type: 'form', id, at: now(), fields, error: null};
			},
			error => ({type: 'form', id, at: now(), fields: null, error}),
		),
	'load-identity': ({source, withRights}) =>
		void send(
			signal => identify(sourceOf({source}), withRights, signal, now),
			error => ({type: 'identity', source, identity: null, error, at: now()}),
		),
	reveal: ({id, resource}) =>
		void send(
			async signal => revealed(id, sourceOf(resource), resource, signal, now),
			error => ({type: 'action-failed', id, error, at: now()}),
		),
	'load-object': ({view, resource}) =>
		void ask(
			view,
			async signal => {
				const object = await sourceOf(resource).object(resource, signal);
				return {type: 'object', view, object, error: null};
			},
			error => ({type: 'object', view, object: null, error}),
		),
});

/**
 * Creates the requests. Those that only read have ids (for a view its own): the same id again aborts the previous one.
 * Those that change something are aborted only when the program ends.
 *
 * @param sourceOf throws if there is no such source
 */
export const createRequests = (
	{
		store,
		now,
		terminal,
	}: Pick<PerformOptions, 'store' | 'now'> & {
		readonly terminal: Pick<Terminal, 'runPlugin'>;
	},
	sourceOf: SourceOf,
): Requests => {
	const requests = createAbortableRequests(message => store().dispatch(message));
	const {send, abort, abortAll} = requests;
	return {
		performers: {
			abort: ({id}) => abort(id),
			act: ({id, request}) =>
				void send(
					async signal => {
						const outcome = await sourceOf(request.resource).act(request, signal);
						return {type: 'action-accepted', id, outcome, at: now()};
					},
					error => ({type: 'action-failed', id, error, at: now()}),
				),
			'run-plugin': effect =>
				void send(
					signal => runPlugin(effect, terminal, signal, now),
					error => ({type: 'action-failed', id: effect.id, error, at: now()}),
				),
			command: ({id, source, line}) =>
				void send(
					async signal => {
						const {command} = sourceOf({source});
						if (!command) throw new Error('it takes no commands');
						const outcome = await command(line, signal);
						return {type: 'command-accepted', id, source, line, outcome, at: now()};
					},
					error => ({type: 'command-failed', id, source, error, at: now()}),
				),
			...explanations(requests, sourceOf, message => store().dispatch(message)),
			...lookUps(requests, sourceOf, now),
		},
		abort,
		abortAll,
	};
};
