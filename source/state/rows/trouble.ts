import {healthRank} from '../../model/health.js';
import type {Row} from './row.js';

/** A row that wants a person: error, warning or stuck. */
export const isTrouble = ({resource, stuck}: Row): boolean =>
	stuck || resource.health === 'error' || resource.health === 'warning';

/** Place of a row when sorted by health, worst first; of equals those in transition first. */
export const troubleRank = ({resource, stuck}: Row): number => {
	const rank = stuck ? Math.min(healthRank.stuck, healthRank[resource.health]) : healthRank[resource.health];
	return rank * 2 + (resource.transitioning === 'yes' ? 0 : 1);
};
