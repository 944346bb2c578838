import type {Answer, DemoRequest, Peer} from '../serve/serve.js';
import {textOf} from '../world/json-values.js';
import {createRandom, type Random} from '../world/random.js';
import {stateOf} from './fleet/fleet.js';
import type {Simulation} from './wire/actions.js';
import {failed, json, Refusal, refuse, userInterface} from './wire/answers.js';
import {type Caller, originOf, presentedKey, presentedToken, type Rancher1Key} from './wire/caller.js';
import {dialectOf} from './wire/dialect.js';
import type {Logins} from './wire/logins.js';
import {bodyOf, route} from './wire/router.js';

/** Takes a peer that subscribes. */
type TakeSubscriber = (peer: Peer, caller: Caller, eventNames: readonly string[]) => void;

/** Where requests come in: keys, versions, projects and headers. */
type Door = {
	readonly answer: (request: DemoRequest) => Answer;
	/** Takes an upgrade to a subscription, or refuses it. */
	readonly subscribe: (request: DemoRequest, take: TakeSubscriber) => Answer | ((peer: Peer) => void);
};

/** Which versions the door knows, and whether it is open to all. */
type DoorOptions = {readonly apiVersion?: 'v1' | 'v2-beta'; readonly open?: boolean};

type Headers = Readonly<Record<string, string>>;

type DoorContext = {
	readonly simulation: Simulation;
	readonly keys: ReadonlyMap<string, Rancher1Key>;
	readonly logins: Logins;
	readonly open: boolean;
	/** A 1.0/1.1 server: it knows no v2-beta. */
	readonly old: boolean;
	readonly release: Headers;
	readonly random: Random;
};

type Way = {readonly caller: Caller; readonly segments: readonly string[]};

const administrator: Rancher1Key = {access: '', secret: '', project: null, role: 'owner'};

const keyOf = ({keys, logins, open}: DoorContext, request: DemoRequest): Rancher1Key => {
	const user = logins.find(presentedToken(request));
	if (user) return user;
	const {access, secret} = presentedKey(request);
	const key = keys.get(access);
	if (key?.secret === secret) return key;
	if (open && request.headers['x-enforce-authentication'] !== 'true') return administrator;
	throw refuse(401);
};

const checkProject = ({simulation}: DoorContext, key: Rancher1Key, project: string): string => {
	if (!/^1a\d+$/.test(project)) {
		throw new Refusal({status: 400, code: 'InvalidFormat', fieldName: 'projectId', message: null});
	}

	const known = simulation.fleet.world.find(`account/${project}`);
	const active = known?.type === 'project' && stateOf(known) === 'active';
	if (!active || (key.project ?? project) !== project) throw refuse(403);
	return project;
};

// The project is named by the path, else a header, else the query (`cattle ApiRequestParser.java`).
const wayOf = (frame: DoorContext, request: DemoRequest): Way | undefined => {
	const [version = '', ...segments] = request.url.pathname.split('/').filter(Boolean);
	const dialect = dialectOf(version);
	if (!dialect || (frame.old && dialect.version !== 'v1')) return undefined;
	const shown = keyOf(frame, request);
	const origin = originOf(request);
	const [first, inPath, third] = segments;
	const named =
		first === 'projects' &&
		inPath !== undefined &&
		third !== undefined &&
		third.toLowerCase() !== 'projectmembers';
	const asked = named
		? inPath
		: (request.headers['x-api-project-id'] ?? request.url.searchParams.get('projectId'));
	const project = typeof asked === 'string' ? checkProject(frame, shown, asked) : shown.project;
	const key = {...shown, role: (project === null ? null : shown.roles?.[project]) ?? shown.role};
	const prefix = named ? `/projects/${inPath}` : '';
	const caller = {key, dialect, project, origin, base: `${origin}/${version}${prefix}`};
	return {caller, segments: named ? segments.slice(2) : segments};
};

const headersOf = ({simulation, release, old}: DoorContext, {key, project, base}: Caller): Headers => {
	const name =
		project === null ? 'admin' : textOf(simulation.fleet.world.find(`account/${project}`)?.fields.name);
	const kind = key.roles ? 'user' : 'admin';
	return {
		'X-API-Schemas': `${base}/schemas`,
		'X-API-ACCOUNT-ID': project ?? '1a7',
		'X-API-USER-ID': key.project ?? '1a7',
		...(!old && {'X-API-ACCOUNT-KIND': project === null ? kind : 'project'}),
		// A header holds no letters beyond ASCII.
		'X-API-ACCOUNT-NAME': name.replaceAll(/[^ -~]/gu, '?'),
		...release,
	};
};

const refusalOf = ({random, release, old}: DoorContext, request: DemoRequest, error: unknown): Answer => {
	if (!(error instanceof Refusal)) throw error;
	const {connection, 'x-api-no-challenge': quiet} = request.headers;
	const challenged = error.failure.status === 401 && quiet !== 'true' && connection !== 'upgrade';
	return failed(
		error.failure,
		{id: random.uuid(), old},
		{
			'X-API-Schemas': `${originOf(request)}/${request.url.pathname.split('/')[1] ?? ''}/schemas`,
			...(challenged && {
				'WWW-Authenticate': 'Basic realm="Enter API access key and secret key as username and password"',
			}),
			...release,
		},
	);
};

// `GET /` of anything but a browser (`cattle gdapi VersionsHandler.java`).
const versions = ({old, release}: DoorContext, request: DemoRequest): Answer => {
	const origin = originOf(request);
	const names = old ? ['v1'] : ['v1', 'v2-beta'];
	const data = names.map(id => ({id, type: 'apiVersion', links: {self: `${origin}/${id}`}, actions: {}}));
	const links = Object.fromEntries(names.map(name => [name, `${origin}/${name}`]));
	const listing = {
		type: 'collection',
		resourceType: 'apiVersion',
		links: {self: `${origin}/`, ...links},
		data,
	};
	return json(200, listing, release);
};

/** A path of logs, shells and stats: another server's, behind the same port (`websocket-proxy main.go`). */
export const isStreamPath = (path: string): boolean =>
	/^\/v1\/(?:logs|exec|console|hoststats|containerstats|dockersocket|container-proxy)(?:\/|$)/.test(path);

const isLogin = ({method, url}: DemoRequest): boolean =>
	method === 'POST' && /^\/(?:v1|v2-beta)\/tokens?$/.test(url.pathname);

/** Creates the door of one server over the keys and logins that it knows at each request. */
export const createDoor = (
	simulation: Simulation,
	keys: ReadonlyMap<string, Rancher1Key>,
	logins: Logins,
	{apiVersion, open = false}: DoorOptions,
): Door => {
	const old = apiVersion === 'v1';
	// Servers before 1.2 do not report their version.
	const release: Headers = old ? {} : {'X-Rancher-Version': 'v1.6.30'};
	const frame: DoorContext = {simulation, keys, logins, open, old, release, random: createRandom(2)};
	return {
		answer(request) {
			const isBrowser = request.headers['user-agent']?.includes('Mozilla') ?? false;
			if (request.url.pathname === '/' && !isBrowser) return versions(frame, request);
			if (isStreamPath(request.url.pathname)) {
				return {status: 400, headers: {'Content-Type': 'text/plain; charset=utf-8'}, body: 'Bad Request\n'};
			}

			try {
				if (isLogin(request)) {
					const answer = logins.take(bodyOf(request));
					return {...answer, headers: {...answer.headers, ...release}};
				}

				const way = wayOf(frame, request);
				if (!way) return userInterface(release);
				const answer = route(simulation, way.caller, request, way.segments);
				return {...answer, headers: {...answer.headers, ...headersOf(frame, way.caller)}};
			} catch (error) {
				return refusalOf(frame, request, error);
			}
		},
		subscribe(request, take) {
			// Only these paths are upgraded; doubled slashes count as one.
			const path = request.url.pathname.replaceAll(/\/{2,}/g, '/');
			try {
				const way = wayOf(frame, request);
				if (!way) return userInterface(release);
				const exact = /^\/(?:v1|v2-beta|v2)(?:\/projects\/[^/]+)?\/subscribe$/.test(path);
				if (!exact || way.caller.project === null) throw refuse(404);
				return peer => take(peer, way.caller, request.url.searchParams.getAll('eventNames'));
			} catch (error) {
				return refusalOf(frame, request, error);
			}
		},
	};
};
