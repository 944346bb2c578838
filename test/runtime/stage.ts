import type {Resource} from '../../source/model/resource.js';
import type {Source} from '../../source/model/source.js';

const refuse = () => Promise.reject(new Error('not asked for here'));

/** A source that does nothing but what a test gives it. */
export const bareSource = (name: string, more: Partial<Source> = {}): Source => ({
	name,
	family: 'rancher1',
	url: `http://${name}`,
	insecure: false,
	watch: async () => undefined,
	show: () => undefined,
	relist: () => undefined,
	form: refuse,
	act: refuse,
	object: refuse,
	logs: refuse,
	...more,
});

/** A row of a source. */
export const bareResource = (source: string, name: string, more: Partial<Resource> = {}): Resource => ({
	key: `${source}//container/${name}`,
	source,
	family: 'rancher1',
	scope: '',
	kind: 'container',
	id: name,
	name,
	state: 'running',
	health: 'ok',
	transitioning: 'no',
	message: null,
	progress: null,
	created: null,
	since: null,
	parents: [],
	cells: {},
	actions: [],
	...more,
});
