import {healthRank} from '../../model/health.js';
import type {Row} from './row.js';

/** Whether a row needs attention: error, warning or stuck. */
export const isTrouble = ({resource, stuck}: Row): boolean =>
	stuck || resource.health === 'error' || resource.health === 'warning';

/** Rank of a row by health, worst first; of equals, those in transition first. */
export const troubleRank = ({resource, stuck}: Row): number => {
	const rank = stuck ? Math.min(healthRank.stuck, healthRank[resource.health]) : healthRank[resource.health];
	return rank * 2 + (resource.transitioning === 'yes' ? 0 : 1);
};
