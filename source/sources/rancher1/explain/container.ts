import type {Finding, ObservedRow} from '../../../model/explanation.js';
import {cause, sign, titleOf} from '../../explain/finding.js';
import {isUnwell, type Scene} from '../../explain/scene.js';
import {mapOf, numberOf, textOf} from '../../requests/json-fields.js';
import {rowSign, saidBy} from './said.js';

/** What the health check of a container asks, as the container or its service defines it; [] where neither is known. */
const checkOf = (scene: Scene, row: ObservedRow): readonly string[] => {
	const own = scene.answer(row.resource.key, 'object') ?? {};
	const service = scene.parent(row, 'service');
	const launch = mapOf((service && scene.answer(service.resource.key, 'object')) ?? {}, 'launchConfig');
	const check = {...mapOf(launch, 'healthCheck'), ...mapOf(own, 'healthCheck')};
	const port = numberOf(check, 'port');
	if (port === null) return [];
	// Without one the port alone is tried (test/fixtures/rancher1/frames-health.txt).
	const asked = textOf(check, 'requestLine') ?? 'TCP connection';
	return [`health check: ${asked} on port ${port}`];
};

// Started again and again, though the server never calls it an error: the row is marked by rwatch, in its own words.
const loopFindings = ({resource, since}: ObservedRow): readonly Finding[] =>
	resource.flapping === true
		? [
				cause(resource, `${titleOf(resource)} ends and is started over and over: ${resource.message}`, {
					since,
				}),
			]
		: [];

const healthFindings = (scene: Scene, row: ObservedRow): readonly Finding[] => {
	const {resource, since} = row;
	const title = titleOf(resource);
	const quotes = checkOf(scene, row);
	if (resource.state === 'unhealthy')
		return [cause(resource, `${title} fails its health check`, {since, quotes})];
	return /^(?:re)?initializing$/.test(resource.state)
		? [sign(resource, `${title} has not passed its health check yet`, {severity: 'warning', since, quotes})]
		: [];
};

/** What is wrong with a container: its health check, its program, or what the server says of it. */
export const containerFindings = (scene: Scene, row: ObservedRow): readonly Finding[] => {
	if (!isUnwell(row)) return [];
	const {resource, since} = row;
	const known = [...loopFindings(row), ...healthFindings(scene, row)];
	if (known.length > 0) return known;
	if (resource.state === 'stopped')
		return [cause(resource, `${titleOf(resource)} is stopped`, {since, quotes: saidBy(row)})];
	return rowSign(row, resource.health === 'error' ? cause : sign);
};
