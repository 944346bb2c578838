import type {Api} from '../../../source/sources/rancher1/wire/api.js';
import type {Rancher1Object} from '../../../source/sources/rancher1/wire/frames.js';

const unused = () => Promise.reject(new Error('not asked for in this test'));

/** A server that is found, and whose lists have these objects. */
export const serving = (data: () => readonly Rancher1Object[]): Api => ({
	project: null,
	allProjects: false,
	keyAdvice: () => '',
	login: () => ({type: 'none', isRenewable: false}),
	url: 'http://rancher.lab:8080',
	ask: async () => ({
		status: 200,
		headers: {'x-api-schemas': 'http://rancher.lab:8080/v2-beta/schemas'},
		text: '',
		json: () => ({type: 'apiVersion'}),
		async *parts() {
			yield '';
		},
	}),
	socket: unused,
	ticketSocket: unused,
	close: () => undefined,
	call: async () => ({status: 200, headers: {}, body: {data: data()}}),
});
