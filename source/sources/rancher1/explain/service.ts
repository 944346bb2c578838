import type {Finding, ObservedRow} from '../../../model/explanation.js';
import {consequence, sign, titleOf} from '../../explain/finding.js';
import {isUnwell, type Scene} from '../../explain/scene.js';
import {numberOf, textOf, timeOf} from '../../requests/json-fields.js';
import {saidBy} from './said.js';

/** What a service or stack says of itself; `hasCause`: a reason was found below it, from which this follows. */
export const ownFindings = (row: ObservedRow, hasCause: boolean): readonly Finding[] => {
	if (!isUnwell(row)) return [];
	const {resource, since, stuck} = row;
	const {SCALE: scale} = resource.cells;
	const noun = scale === '1' ? 'container' : 'containers';
	const count = typeof scale === 'string' ? `, with ${scale.replace('/', ' of ')} ${noun}` : '';
	const text = `${titleOf(resource)} is ${resource.state}${stuck ? ', and stuck' : ''}${count}`;
	const make = hasCause ? consequence : sign;
	return [make(resource, text, {severity: resource.health, since, quotes: saidBy(row)})];
};

const recentMs = 3_600_000;
const maxLines = 5;

/** What the log of a service says went wrong in the last hour (test/fixtures/rancher1/list-servicelogs.http). */
export const logFindings = (scene: Scene, {resource}: ObservedRow): readonly Finding[] =>
	scene
		.answers(resource.key, 'log')
		.flatMap(line => {
			const at = numberOf(line, 'createdTS') ?? timeOf(line, 'created');
			const level = textOf(line, 'level');
			const isOld = at !== null && scene.now - at > recentMs;
			if (level === null || level === 'info' || isOld) return [];
			const text = `${textOf(line, 'eventType') ?? 'event'} of ${titleOf(resource)}`;
			const severity = level === 'error' ? 'error' : 'warning';
			return [sign(resource, text, {severity, since: at, quotes: [textOf(line, 'description') ?? '']})];
		})
		.slice(0, maxLines);
