import {rancher1Servers} from './vendors/rancher1.js';
import {rancher2Servers} from './vendors/rancher2.js';
import {saltServers} from './vendors/salt.js';
import type {VendorPlaces, VendorServer} from './vendors/vendor-file.js';

export type {VendorServer} from './vendors/vendor-file.js';

/** The servers in the files of the Rancher CLIs and of pepper. */
export const vendorServers = (places: VendorPlaces): readonly VendorServer[] => [
	...rancher1Servers(places),
	...rancher2Servers(places),
	...saltServers(places),
];
