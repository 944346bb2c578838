import type {Finding} from '../../../model/explanation.js';
import type {Source} from '../../../model/source.js';
import {stateSign, withoutRepeats} from '../../explain/finding.js';
import {isUnwell, Scene} from '../../explain/scene.js';
import {jobFindings} from './job.js';
import {machineReports} from './machine.js';
import {minionFindings} from './minion.js';

/** A return says what its job does on one minion. */
const ofReturn = (scene: Scene): readonly Finding[] => {
	const {subject} = scene;
	const job = scene.parent(subject, 'job') ?? scene.parent(subject, 'internal-job');
	const found = job ? jobFindings(scene, job, subject.resource.name) : [];
	return found.length > 0 ? found : stateSign(subject);
};

const bySubject = (scene: Scene): readonly Finding[] => {
	const {subject} = scene;
	const {kind} = subject.resource;
	if (kind === 'job' || kind === 'internal-job') return jobFindings(scene, subject);
	if (kind === 'minion') return minionFindings(scene, subject);
	if (kind === 'return') return ofReturn(scene);
	const minion = scene.parent(subject, 'minion');
	const above = minion && isUnwell(minion) ? minionFindings(scene, minion) : [];
	return [...stateSign(subject), ...above];
};

/** Why a row of Salt is unhealthy: what failed first, what was not run for it, and who did not answer and why. */
export const explain: NonNullable<Source['explain']> = async (surroundings, evidence) => {
	const scene = new Scene(surroundings, evidence);
	return {findings: withoutRepeats(bySubject(scene)), machines: machineReports(scene), events: []};
};
