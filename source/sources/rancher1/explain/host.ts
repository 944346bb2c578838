import type {Finding, ObservedRow} from '../../../model/explanation.js';
import {cause, titleOf} from '../../explain/finding.js';
import {isUnwell} from '../../explain/scene.js';
import {rowSign, saidBy} from './said.js';

// The states of an agent, which are those of its host (cattle AgentConstants.java).
const words: ReadonlyMap<string, string> = new Map([
	['reconnecting', 'does not answer: its agent is reconnecting'],
	['finishing-reconnect', 'answers again: its agent is finishing its reconnection'],
	['disconnecting', 'is given up: its agent is being disconnected'],
	['disconnected', 'does not answer: its agent is disconnected'],
	['inactive', 'is inactive: it takes no containers'],
]);

/** What is wrong with a host: its agent, or what the server says of it. */
export const hostFindings = (row: ObservedRow): readonly Finding[] => {
	if (!isUnwell(row)) return [];
	const {resource, since} = row;
	const word = words.get(resource.state);
	if (word === undefined) return rowSign(row, cause);
	const details = {severity: resource.health, since, quotes: saidBy(row)};
	return [cause(resource, `${titleOf(resource)} ${word}`, details)];
};
