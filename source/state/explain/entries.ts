import type {Finding} from '../../model/explanation.js';
import {healthsBySeverity} from '../../model/health.js';
import type {Resource} from '../../model/resource.js';
import type {ExplainedPart, ExplainView} from '../pages/views.js';
import type {State, View} from '../state.js';
import {machineFindings} from './machine.js';

const roles: readonly Finding['role'][] = ['cause', 'sign', 'consequence'];

const byWeight = (one: Finding, other: Finding): number =>
	healthsBySeverity.indexOf(one.severity) - healthsBySeverity.indexOf(other.severity) ||
	roles.indexOf(one.role) - roles.indexOf(other.role);

const sorted = new WeakMap<ExplainView['parts'], readonly Finding[]>();

const subjectKey = ([first]: readonly ExplainedPart[]): string | undefined =>
	first?.surroundings.subject.resource.key;

// Of what is the same machine as something around the row, only what changes the machine counts.
const shownOf = (
	{findings, machines, sameAs}: ExplainedPart,
	_place: number,
	parts: readonly ExplainedPart[],
) => {
	if (sameAs === null || sameAs.key === subjectKey(parts)) return findings ?? [];
	const work = new Set(machines.flatMap(one => one.work.map(({key}) => key)));
	return (findings ?? []).filter(({row}) => row !== null && work.has(row.key));
};

/** The findings of an explanation: the worst first, and causes before what follows from them. */
export const findingsOf = ({parts}: ExplainView): readonly Finding[] => {
	const known = sorted.get(parts);
	if (known) return known;
	const findings = [...machineFindings(parts), ...parts.flatMap(shownOf)].sort(byWeight);
	sorted.set(parts, findings);
	return findings;
};

/** Names a finding while others come and go. */
export const identityOf = ({text, row}: Finding): string => `${row?.key ?? ''} ${text}`;

/** The explanation that is shown; undefined for any other view. */
export const shownExplanation = (view: View | undefined): ExplainView | undefined =>
	view !== undefined && 'parts' in view ? view : undefined;

/** The finding under the cursor, or undefined. */
export const chosenFinding = (view: ExplainView): Finding | undefined => {
	const findings = findingsOf(view);
	const {chosen = null, place} = view;
	const found = chosen === null ? undefined : findings.find(one => identityOf(one) === chosen);
	return found ?? findings[Math.min(place, findings.length - 1)];
};

/** The row behind the finding under the cursor: the one that is explained, where it has none; null where it is not listed. */
export const chosenRow = ({resources}: Pick<State, 'resources'>, view: ExplainView): Resource | null => {
	const row = chosenFinding(view)?.row ?? null;
	const resource = resources.get(row?.key ?? view.of.key)?.resource;
	return resource ?? (row === null ? view.of : null);
};
