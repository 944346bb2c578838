import type {Finding, RowName} from '../../model/explanation.js';
import type {ExplainedPart} from '../pages/views.js';

const titleOf = ({kind, name}: RowName): string => `${kind} ${name}`;

type Counterpart = {readonly row: RowName; readonly isLost: boolean; readonly answers: boolean};

/** By the row that does not answer, what other servers say of the same machine. */
const counterpartsOf = (
	parts: readonly ExplainedPart[],
	lost: ReadonlyMap<string, Finding>,
): ReadonlyMap<string, readonly Counterpart[]> => {
	const found = new Map<string, Counterpart[]>();
	for (const {sameAs, surroundings, isLive} of parts) {
		if (sameAs === null || !lost.has(sameAs.key)) continue;
		const row = surroundings.subject.resource;
		const isLost = lost.has(row.key);
		// What nothing is known of, or what its server said before it went away, is no proof.
		const answers = isLive && !isLost && row.health !== 'unknown';
		found.set(sameAs.key, [...(found.get(sameAs.key) ?? []), {row, isLost, answers}]);
	}

	return found;
};

/**
 * What several servers together say of a machine that one of them does not hear of: it is down if none does, and up if
 * another does.
 */
export const machineFindings = (parts: readonly ExplainedPart[]): readonly Finding[] => {
	const lost = new Map(
		parts.flatMap(({findings}) =>
			(findings ?? []).flatMap(finding =>
				finding.machine === 'lost' && finding.row ? [[finding.row.key, finding] as const] : [],
			),
		),
	);
	return [...counterpartsOf(parts, lost)].flatMap(([key, counterparts]): readonly Finding[] => {
		const finding = lost.get(key);
		if (!finding?.row) return [];
		const {row, since} = finding;
		const up = counterparts.find(({answers}) => answers);
		const down = counterparts.find(({isLost}) => isLost);
		const same = {severity: 'error', role: 'cause', quotes: [], since, row} as const;
		if (up)
			return [
				{
					...same,
					text: `the machine of ${titleOf(row)} is up, as ${titleOf(up.row)} answers: its agent is down`,
				},
			];
		return down
			? [
					{
						...same,
						text: `the machine of ${titleOf(row)} is down: ${titleOf(down.row)} does not answer either`,
					},
				]
			: [];
	});
};
