import {rancher1Servers} from './vendors/rancher1.ts';
import {rancher2Servers} from './vendors/rancher2.ts';
import {saltServers} from './vendors/salt.ts';
import type {VendorPlaces, VendorServer} from './vendors/vendor-file.ts';

export type {VendorServer} from './vendors/vendor-file.ts';

/** The servers in the files of the Rancher CLIs and of pepper. */
export const vendorServers = (places: VendorPlaces): readonly VendorServer[] => [
	...rancher1Servers(places),
	...rancher2Servers(places),
	...saltServers(places),
];
