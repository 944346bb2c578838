import type {Finding, ObservedRow} from '../../../model/explanation.js';
import type {Source} from '../../../model/source.js';
import {cause, crowdFindings, hasCause, maxOthers, withoutRepeats} from '../../explain/finding.js';
import {isUnwell, Scene} from '../../explain/scene.js';
import {containerFindings} from './container.js';
import {hostFindings} from './host.js';
import {machineReports} from './machine.js';
import {rowSign} from './said.js';
import {logFindings, notedEvents, ownFindings} from './service.js';

/** So many containers of a service are looked at one by one. */
export const maxContainers = 3;

const instances: ReadonlySet<string> = new Set(['container', 'virtualmachine']);

const unwellBelow = (scene: Scene, isKind: (kind: string) => boolean): readonly ObservedRow[] =>
	scene.below.filter(row => isKind(row.resource.kind) && isUnwell(row));

/** What lies under a row: its environment and its host. */
const groundFindings = (scene: Scene, row: ObservedRow): readonly Finding[] => {
	const project = scene.parent(row, 'project');
	const host = scene.parent(row, 'host');
	return [
		...(project && isUnwell(project) ? rowSign(project, cause) : []),
		...(host ? hostFindings(host) : []),
	];
};

// Containers run on where nobody hears of them any more.
const hostsUnder = (scene: Scene): readonly Finding[] => scene.under('host').flatMap(hostFindings);

const containersBelow = (scene: Scene): readonly Finding[] =>
	crowdFindings(
		unwellBelow(scene, kind => instances.has(kind)),
		row => [...groundFindings(scene, row), ...containerFindings(scene, row)],
		maxContainers,
	);

/** What a row is a part of, and what becomes of that. */
const aboveFindings = (scene: Scene, row: ObservedRow, isExplained: boolean): readonly Finding[] =>
	['service', 'stack'].flatMap(kind => {
		const above = scene.parent(row, kind);
		return above ? ownFindings(above, isExplained) : [];
	});

const ofContainer = (scene: Scene, row: ObservedRow): readonly Finding[] => {
	const found = [...groundFindings(scene, row), ...containerFindings(scene, row)];
	return [...found, ...aboveFindings(scene, row, hasCause(found))];
};

const ofService = (scene: Scene, row: ObservedRow): readonly Finding[] => {
	const below = [...groundFindings(scene, row), ...hostsUnder(scene), ...containersBelow(scene)];
	const isExplained = hasCause(below);
	return [
		...below,
		...ownFindings(row, isExplained),
		...logFindings(scene, row),
		...aboveFindings(scene, row, isExplained || isUnwell(row)),
	];
};

const ofStack = (scene: Scene, row: ObservedRow): readonly Finding[] => {
	const below = [...groundFindings(scene, row), ...hostsUnder(scene), ...containersBelow(scene)];
	const services = unwellBelow(scene, kind => kind === 'service').slice(0, maxOthers);
	const isExplained = hasCause(below);
	const own = services.flatMap(service => ownFindings(service, isExplained));
	return [...below, ...own, ...ownFindings(row, isExplained || own.length > 0)];
};

const ofHost = (scene: Scene, row: ObservedRow): readonly Finding[] => [
	...groundFindings(scene, row),
	...hostFindings(row),
	...crowdFindings(
		unwellBelow(scene, kind => instances.has(kind)),
		row => rowSign(row),
	),
];

const ofProject = (scene: Scene, row: ObservedRow): readonly Finding[] => [
	...rowSign(row),
	...unwellBelow(scene, kind => kind === 'host').flatMap(hostFindings),
	...crowdFindings(
		unwellBelow(scene, kind => kind === 'stack'),
		row => rowSign(row),
	),
];

const bySubject = (scene: Scene): readonly Finding[] => {
	const {subject} = scene;
	const {kind} = subject.resource;
	if (instances.has(kind)) return ofContainer(scene, subject);
	if (kind === 'service') return ofService(scene, subject);
	if (kind === 'stack') return ofStack(scene, subject);
	if (kind === 'host') return ofHost(scene, subject);
	if (kind === 'project') return ofProject(scene, subject);
	return [...groundFindings(scene, subject), ...rowSign(subject)];
};

/** Why a row of Rancher 1 is unhealthy: the host first, then containers, then what they are a part of. */
export const explain: NonNullable<Source['explain']> = async (surroundings, evidence) => {
	const scene = new Scene(surroundings, evidence);
	return {
		findings: withoutRepeats(bySubject(scene)),
		machines: machineReports(scene),
		events: notedEvents(scene),
	};
};
