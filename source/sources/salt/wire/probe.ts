import {isObject} from '../../../model/json-object.js';
import type {Probe} from '../../family.js';

/**
 * salt-api welcomes everybody at its root, which can lie below a path (`root_prefix`), and lists its clients (salt
 * `rest_cherrypy/app.py`).
 */
export const probe: Probe = {
	path: './',
	rank: 3,
	recognise(response) {
		if ((response.headers.server ?? '').startsWith('CherryPy')) return true;
		const body = response.json();
		return isObject(body) && (body.return === 'Welcome' || Array.isArray(body.clients));
	},
};
