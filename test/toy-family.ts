import {once} from 'node:events';
import {at, type DemoServer, serve} from '../source/demo/serve/serve.js';
import type {Family} from '../source/families.js';
import type {Kind} from '../source/model/kind.js';
import type {Resource} from '../source/model/resource.js';
import type {Source} from '../source/model/source.js';
import type {SourceConfig} from '../source/model/source-config.js';
import {createHttpClient} from '../source/transport/http.js';
import {bareResource, bareSource} from './runtime/stage.js';

const toys = [
	{id: 'robot', state: 'beeping'},
	{id: 'top', state: 'spinning'},
];

/** A server of a family that the program knows nothing of. */
export const serveToys = (): Promise<DemoServer> =>
	serve({
		answer: request => (at('/toys')(request) ? {status: 200, body: JSON.stringify(toys)} : {status: 404}),
		connect: () => ({status: 404}),
	});

const kind: Kind = {
	name: 'toy',
	plural: 'toys',
	aliases: [],
	columns: [{title: 'COLOUR', type: 'text', wide: false}],
	main: true,
	mainStates: null,
	children: [],
};

const toResource = (source: string, {id, state}: (typeof toys)[number]): Resource =>
	bareResource(source, id, {
		key: `${source}//toy/${id}`,
		family: 'toy',
		kind: 'toy',
		state,
		cells: {COLOUR: 'red'},
	});

/** Lists once, and is live from then on. */
const openToys = ({name, url, insecure}: SourceConfig): Source =>
	bareSource(name, {
		family: 'toy',
		url,
		insecure,
		async watch(emit, signal) {
			const client = createHttpClient({url, certificateAuthorities: null, insecure});
			const answer = await client.request({path: '/toys', attempted: 'Cannot list toys', signal});
			const base = {source: name, at: Date.now()};
			const listed: typeof toys = JSON.parse(answer.text);
			const resources = listed.map(toy => toResource(name, toy));
			emit({...base, type: 'kinds', kinds: [kind]});
			for (const resource of resources) emit({...base, type: 'changed', resource, listed: true});
			const keys = new Set(resources.map(({key}) => key));
			emit({...base, type: 'listed', scope: '', kinds: ['toy'], keys});
			emit({...base, type: 'status', scope: '', status: 'live', message: null, retryAt: null, listed: true});
			await once(signal, 'abort');
			await client.close();
		},
	});

/** The family of those servers: all that it takes to add one. */
export const toyFamily: Family = {
	name: 'toy',
	title: 'Toys',
	server: 'toy box',
	kind: 'toys',
	urls: {form: 'http://host', paths: /^\/toybox$/},
	login: {
		questions: ['nickname', 'secret handshake'],
		isFirstShown: true,
		alone: () => null,
		both: (username, password) => ({type: 'basic', username, password}),
	},
	environment: {
		title: 'Toys',
		url: 'TOY_URL',
		secrets: [],
		credentials: () => 'TOY_NICKNAME and TOY_HANDSHAKE',
		named: address => ({address: {...address, family: 'toy'}, project: null}),
		access: () => ({login: null, user: null, certificateAuthorities: null, insecure: false}),
	},
	probe: async () => ({path: '/toys', recognise: ({status}) => status === 200}),
	open: async config => openToys(config),
	kinds: async () => [kind],
	isOpen: async ({family}) => family === 'toy',
};
