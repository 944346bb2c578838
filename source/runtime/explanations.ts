import {reasonOf} from '../model/errors.js';
import type {Evidence, Surroundings} from '../model/explanation.js';
import type {Resource} from '../model/resource.js';
import type {Source} from '../model/source.js';
import type {Effect} from '../state/effect.js';
import type {Message} from '../state/message.js';
import type {Sending} from './abortable.js';
import type {Performers} from './performers.js';

type SourceOf = (resource: Pick<Resource, 'source'>) => Source;

/** The findings of a row; where the source explains nothing, that as the reason. */
const explain = async (
	{view, surroundings, evidence}: Extract<Effect, {type: 'explain'}>,
	{name, explain: explainRow}: Source,
): Promise<Message> => {
	if (!explainRow) throw new Error(`${name} explains nothing`);
	const explanation = await explainRow(surroundings, evidence);
	return {type: 'findings', view, of: surroundings.subject.resource.key, ...explanation, error: null};
};

/** Asks about all rows of an explanation at once, and answers with each answer as it comes. */
const gather = async (
	{view, parts}: Extract<Effect, {type: 'gather'}>,
	sourceOf: SourceOf,
	answer: (message: Message) => void,
	signal: AbortSignal,
): Promise<Message> => {
	const unlessOver = (message: Message) => {
		if (!signal.aborted) answer(message);
	};
	const gatherOne = async (surroundings: Surroundings): Promise<void> => {
		const {resource} = surroundings.subject;
		const of = resource.key;
		const emit = (evidence: Evidence) => unlessOver({type: 'evidence', view, of, evidence});
		try {
			await sourceOf(resource).gather?.(surroundings, emit, signal);
		} catch (error) {
			unlessOver({type: 'gathered', view, of, error: reasonOf(error)});
		}
	};

	await Promise.all(parts.map(gatherOne));
	return {type: 'gathered', view, of: null, error: null};
};

/** The effects that explain rows. What is known is looked at, and what is not is asked for. */
export const explanations = (
	{send, ask}: Sending,
	sourceOf: SourceOf,
	answer: (message: Message) => void,
): Pick<Performers, 'explain' | 'gather'> => ({
	explain: effect => {
		const {resource} = effect.surroundings.subject;
		const failed = (error: string): Message => ({
			type: 'findings',
			view: effect.view,
			of: resource.key,
			findings: [],
			machines: [],
			events: [],
			error,
		});
		void send(async () => explain(effect, sourceOf(resource)), failed);
	},
	gather: effect =>
		void ask(
			effect.view,
			signal => gather(effect, sourceOf, answer, signal),
			error => ({type: 'gathered', view: effect.view, of: null, error}),
		),
});
