import type {Finding, ObservedRow} from '../../../model/explanation.js';
import {messageOf, sign, stateSign} from '../../explain/finding.js';

// What a process says while it has nothing to say (test/fixtures/rancher1/frames-health.txt).
const noReport = 'In Progress';

/** The message of the server as a quote; a container that is started over and over has rwatch's words instead. */
export const saidBy = (row: ObservedRow): readonly string[] =>
	row.resource.flapping === true ? [] : messageOf(row).filter(message => message !== noReport);

/** What a row says of itself; [] where it is well. */
export const rowSign = (row: ObservedRow, make: typeof sign = sign): readonly Finding[] =>
	stateSign(row, make).map(finding => ({...finding, quotes: saidBy(row)}));
