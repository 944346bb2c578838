import type {Driver} from '../watch/driver.js';
import type {Drains} from './drains.js';
import {drainFields} from './form.js';

type Acting = Pick<Driver, 'form' | 'act'>;

/**
 * Who cordons and drains a node: the management server where it knows the node, as it keeps that on record and is not
 * tied to rwatch; else Kubernetes' own API.
 *
 * @param driver that of the management server, or of the cluster
 * @param isManaged which of them it is
 */
export const nodeDriver = (drains: Drains, driver: Acting, isManaged: boolean): Acting => ({
	form: async (resource, action, signal) =>
		action.name === 'drain' ? drainFields : driver.form(resource, action, signal),
	async act(request, signal) {
		const {resource, action} = request;
		if (!isManaged && action.name === 'drain') return drains.start(request, signal);
		if (!isManaged && action.name === 'stopDrain') {
			drains.stop(resource);
			return {follow: false, message: 'no more pods are evicted; the node stays cordoned'};
		}

		const outcome = await driver.act(request, signal);
		if (action.name === 'drain') drains.observe(request);
		else drains.stop(resource);
		return outcome;
	},
});
