import type {Finding, NotedEvent, ObservedRow} from '../../../model/explanation.js';
import type {ResourceKey} from '../../../model/resource.js';
import {consequence, nameOf, sign, titleOf} from '../../explain/finding.js';
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

type Line = {
	readonly at: number | null;
	readonly level: string;
	readonly type: string;
	readonly text: string;
};

/** The lines that were answered of the log of a service, the newest first (test/fixtures/rancher1/list-servicelogs.http). */
const linesOf = (scene: Scene, key: ResourceKey): readonly Line[] =>
	scene.answers(key, 'log').map(line => ({
		at: numberOf(line, 'createdTS') ?? timeOf(line, 'created'),
		level: textOf(line, 'level') ?? 'info',
		type: textOf(line, 'eventType') ?? 'event',
		text: textOf(line, 'description') ?? '',
	}));

const severityOf = ({level}: Line): 'error' | 'warning' | 'ok' =>
	level === 'info' ? 'ok' : level === 'error' ? 'error' : 'warning';

/** What the log of a service says went wrong in the last hour. */
export const logFindings = (scene: Scene, {resource}: ObservedRow): readonly Finding[] =>
	linesOf(scene, resource.key)
		.flatMap(line => {
			const {at, type, text} = line;
			const severity = severityOf(line);
			if (severity === 'ok' || (at !== null && scene.now - at > recentMs)) return [];
			return [sign(resource, `${type} of ${titleOf(resource)}`, {severity, since: at, quotes: [text]})];
		})
		.slice(0, maxLines);

/** All lines of logs that were answered. */
export const notedEvents = (scene: Scene): readonly NotedEvent[] =>
	scene.answered('log').flatMap(key => {
		const row = scene.row(key);
		if (!row) return [];
		return linesOf(scene, key).map(line => ({
			row: nameOf(row.resource),
			what: 'log',
			at: line.at,
			severity: severityOf(line),
			text: `${line.type}: ${line.text}`,
		}));
	});
