import type {Rancher2Server} from '../../../../source/demo/rancher2/server.js';
import {cluster} from '../start.js';

/** The key of the row of the deployment `shop/web`. */
export const web = `prod/${cluster}/deployment/shop/web`;

/** What the server keeps that deployment as. */
export const kept = `apps.deployment/${cluster}:shop/web`;

/** Changes that deployment: its row has the text as its message. */
export const mark = (server: Rancher2Server, text: string) => server.world.change(kept, {failing: text});

/** How often a kind was listed. */
export const listings = (server: Rancher2Server, plural = 'apps.deployments') =>
	server.received.filter(
		({url, method}) => method === 'GET' && url.pathname === `/k8s/clusters/${cluster}/v1/${plural}`,
	).length;
