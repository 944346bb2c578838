import {countText} from '../../../model/count-text.js';
import type {Finding, ObservedRow, RowName} from '../../../model/explanation.js';
import {cause, sign, stateSign, titleOf} from '../../explain/finding.js';
import {isUnwell, type Scene} from '../../explain/scene.js';
import {rowKey} from '../rows/context.js';
import {presenceFindings} from './minion.js';
import {type Returns, returnsOf} from './returns.js';
import {failureFindings} from './states.js';

const maxSilent = 8;

const minionRow = ({resource}: ObservedRow, minion: string): RowName => ({
	key: rowKey(resource.source, 'minion', minion),
	kind: 'minion',
	name: minion,
});

/** A job of the master itself, a runner or a wheel function, has no minions. */
const isOfMaster = ({resource}: ObservedRow): boolean =>
	resource.cells.TARGET === 'runner' || resource.cells.TARGET === 'wheel';

/** Why a minion did not answer, as far as its row says. */
const silentFinding = (scene: Scene, job: ObservedRow, minion: string): readonly Finding[] => {
	const named = minionRow(job, minion);
	const row = scene.row(named.key);
	const why = row ? presenceFindings(row) : [];
	if (why.length > 0)
		return why.map(finding => ({
			...finding,
			text: `${finding.text}; it did not answer ${titleOf(job.resource)}`,
		}));
	const state = row === undefined ? 'nothing else is known of it' : `it is ${row.resource.state}`;
	const text = `minion ${minion} did not answer ${titleOf(job.resource)}: ${state}`;
	return [sign(named, text, {severity: 'warning', since: job.since})];
};

// A job that still runs waits for them; of one that is over they never come.
const silentFindings = (scene: Scene, row: ObservedRow, returns: Returns): readonly Finding[] => {
	const left = returns.expected.filter(minion => !returns.returned.has(minion));
	if (left.length === 0 || isOfMaster(row)) return [];
	if (row.resource.transitioning === 'yes') {
		const text = `${titleOf(row.resource)} waits for ${left.length} of ${returns.expected.length} minions`;
		return [
			sign(row.resource, text, {
				severity: 'transitioning',
				since: row.since,
				quotes: [left.slice(0, maxSilent).join(', ')],
			}),
		];
	}

	const rest = left.length - maxSilent;
	return [
		...left.slice(0, maxSilent).flatMap(minion => silentFinding(scene, row, minion)),
		...(rest > 0
			? [
					sign(row.resource, `${countText(rest, 'more minion')} did not answer`, {
						severity: 'warning',
						since: row.since,
					}),
				]
			: []),
	];
};

const missingFindings = (row: ObservedRow, {missing}: Returns): readonly Finding[] =>
	missing.slice(0, maxSilent).map(minion =>
		cause(
			row.resource,
			`the master does not know minion ${minion}, to which ${titleOf(row.resource)} was sent`,
			{
				severity: 'warning',
				since: row.since,
			},
		),
	);

/** What the rows alone say: what of its minions is not there, and what the job says of itself. */
const rowFindings = (scene: Scene, row: ObservedRow): readonly Finding[] => {
	if (!isUnwell(row)) return [];
	const {resource} = row;
	const isSilent = resource.state.startsWith('no response');
	const silent = isSilent
		? resource.parents.flatMap(key => {
				const minion = scene.row(key);
				return minion ? presenceFindings(minion) : [];
			})
		: [];
	const make = resource.health === 'error' ? cause : sign;
	return [...silent.slice(0, maxSilent), ...stateSign(row, make)];
};

/**
 * Why a job failed, is not over or was not answered. `only`: on one minion.
 */
export const jobFindings = (
	scene: Scene,
	row: ObservedRow,
	only: string | null = null,
): readonly Finding[] => {
	const returns = returnsOf(scene.answer(row.resource.key, 'object'));
	if (returns === null) return rowFindings(scene, row);
	const failed = returns.failed.filter(({minion}) => only === null || minion === only);
	const nameRow = (minion: string): RowName => (isOfMaster(row) ? row.resource : minionRow(row, minion));
	const found = [
		...failureFindings(failed, row.resource.name, row.since, nameRow),
		...silentFindings(scene, row, returns).filter(finding => only === null || finding.row?.name === only),
		...(only === null ? missingFindings(row, returns) : []),
	];
	return found.length > 0 || !isUnwell(row) ? found : rowFindings(scene, row);
};
