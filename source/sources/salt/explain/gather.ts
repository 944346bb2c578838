import type {Evidence, ObservedRow, Surroundings} from '../../../model/explanation.js';
import type {JsonObject} from '../../../model/json-object.js';
import type {Resource} from '../../../model/resource.js';
import {answerTitle, askAll, maxAnswers, type Question} from '../../explain/gather.js';
import {isUnwell, Scene} from '../../explain/scene.js';

/** How the master is asked. Rejects with errors made for people. */
export type Asked = {readonly object: (resource: Resource, signal: AbortSignal) => Promise<JsonObject>};

/** So many failed jobs of a minion are looked at. */
const maxJobs = 3;

const isJob = ({resource}: ObservedRow): boolean =>
	resource.kind === 'job' || resource.kind === 'internal-job';

/** The jobs of a minion that did not end well, the newest first. */
const failedJobs = ({below}: Scene): readonly ObservedRow[] =>
	below
		.filter(row => isJob(row) && isUnwell(row) && row.resource.transitioning !== 'yes')
		.sort((one, other) => (other.resource.created ?? 0) - (one.resource.created ?? 0))
		.slice(0, maxJobs);

// Only jobs are asked for: of all else the rows have what the master says, and a minion is not to be disturbed.
const jobsOf = (scene: Scene): readonly Resource[] => {
	const {subject} = scene;
	if (isJob(subject)) return [subject.resource];
	if (subject.resource.kind === 'minion') return failedJobs(scene).map(({resource}) => resource);
	const job = scene.parent(subject, 'job') ?? scene.parent(subject, 'internal-job');
	return job ? [job.resource] : [];
};

const questionOf = (job: Resource, subject: Resource, {object}: Asked): Question => ({
	title: answerTitle('returns', job, subject),
	about: job.key,
	what: 'object',
	ask: signal => object(job, signal),
});

/** Asks the master for what explains a row, at most ten things. */
export const gather = async (
	asked: Asked,
	surroundings: Surroundings,
	emit: (evidence: Evidence) => void,
	signal: AbortSignal,
): Promise<void> => {
	const scene = new Scene(surroundings);
	const questions = jobsOf(scene).map(job => questionOf(job, scene.subject.resource, asked));
	await askAll(questions, maxAnswers, emit, signal);
};
