import {isObject} from '../../model/json-object.js';
import type {Answer, DemoRequest} from '../serve/serve.js';
import type {Fields, Json} from '../world/world.js';
import {type Api, clientNames, runLows, sessionOf} from './lows.js';
import {application, broken, json, page} from './pages.js';
import {HoldsBytes, runRunner} from './runners.js';
import type {Session} from './sessions.js';
import {runWheel} from './wheels.js';

/** The session token of a request: the header, else the query. */
export const tokenOf = (request: DemoRequest): string | undefined => {
	const header = request.headers['x-auth-token'];
	return (
		(typeof header === 'string' ? header : undefined) ?? request.url.searchParams.get('token') ?? undefined
	);
};

/** The body as JSON, whatever its type says, as urlencoded fields, or the answer to what is neither. */
const bodyOf = (request: DemoRequest): {readonly body: Json} | Answer => {
	const type = request.headers['content-type'] ?? '';
	if (request.body.length > 1_048_576)
		return page(413, 'The entity sent with the request exceeds the maximum allowed bytes.');
	if (type.startsWith('application/x-www-form-urlencoded')) {
		return {body: Object.fromEntries(new URLSearchParams(request.body))};
	}

	if (request.body === '') return {body: []};
	if (!/json|text\/plain|^$/.test(type)) return page(406, 'Content type not supported');
	try {
		return {body: JSON.parse(request.body)};
	} catch {
		return page(400, 'Invalid JSON document');
	}
};

const lowsOf = (body: Json): readonly Json[] => (Array.isArray(body) ? body : [body]);

const logIn = (api: Api, body: Json): Answer => {
	const creds = lowsOf(body)[0];
	if (!isObject(creds)) return broken();
	const {username, password, eauth} = creds;
	const session = api.sessions.logIn(String(username ?? ''), String(password ?? ''), String(eauth ?? ''));
	if (session === null) return page(401, 'Could not authenticate using provided credentials');
	const {token, start, expire, user} = session;
	const perms: Json = user.perms.length === 0 ? {} : user.perms;
	return json({return: [{token, expire, start, user: user.username, eauth: session.eauth, perms}]}, 200, {
		'X-Auth-Token': token,
		'Set-Cookie': `session_id=${token}; Max-Age=36000; Path=/`,
	});
};

const run = async (api: Api, body: Json): Promise<Answer> => {
	const lows = lowsOf(body).filter(low => isObject(low));
	const first = lows[0] ?? {};
	const session =
		typeof first.token === 'string'
			? api.sessions.find(first.token)
			: api.sessions.logIn(
					String(first.username ?? ''),
					String(first.password ?? ''),
					String(first.eauth ?? ''),
				);
	if (session === null) return page(401, 'No authentication credentials given');
	return runLows(api, lows, session);
};

const hook = (api: Api, request: DemoRequest, body: Json): Answer => {
	const {host = '', accept = ''} = request.headers;
	const headers: Fields = {
		'Remote-Addr': '127.0.0.1',
		Host: host,
		Accept: accept,
		'X-Auth-Token': tokenOf(request) ?? '',
		'Content-Type': request.headers['content-type'] ?? '',
	};
	const tag = `salt/netapi${request.url.pathname}`;
	api.master.fire(tag, {body: request.body, post: isObject(body) ? body : {}, headers});
	return json({success: true});
};

const stats: Fields = {
	'CherryPy Applications': {
		Enabled: true,
		'Current Requests': 1,
		'Total Requests': 1532,
		'Requests/Second': 0.4,
		Uptime: 3600.5,
	},
	'Cheroot HTTPServer 140331': {Threads: 100, 'Threads Idle': 98, Queue: 0, Accepts: 341},
};

const jobPage = async (api: Api, session: Session, jid: string): Promise<Answer> => {
	const {username} = session.user;
	if (jid === '') return json({return: [await runRunner(api.master, 'jobs.list_jobs', {}, username, false)]});
	const info = await runRunner(api.master, 'jobs.list_job', {jid}, username, false);
	const result = isObject(info) && isObject(info.Result) ? info.Result : {};
	const returns = Object.entries(result).map(([id, reported]) => [
		id,
		isObject(reported) ? (reported.return ?? null) : reported,
	]);
	return json({info: [info], return: [Object.fromEntries(returns)]});
};

const keyPage = (api: Api, session: Session, id: string): Answer => {
	const fun = id === '' ? 'key.list_all' : 'key.finger';
	const reported = runWheel(api.master, fun, id === '' ? {} : {match: id}, session.user.username, false);
	return json({return: isObject(reported) && isObject(reported.data) ? (reported.data.return ?? {}) : {}});
};

/** What needs a session. */
const answerMember = (
	api: Api,
	request: DemoRequest,
	body: Json,
	session: Session,
): Answer | Promise<Answer> => {
	const {method} = request;
	const [, first = '', second = ''] = request.url.pathname.split('/').map(decodeURIComponent);
	const lows = lowsOf(body);
	switch (`${method} ${first}`) {
		case 'POST ':
			return runLows(api, lows, session);
		case 'POST minions':
			return runLows(
				api,
				lows.map(low => (isObject(low) ? {...low, client: 'local_async'} : low)),
				session,
			).then(answer => (answer.status === 200 ? {...answer, status: 202} : answer));
		case 'GET minions':
			return runLows(api, [{client: 'local', tgt: second || '*', fun: 'grains.items'}], session);
		case 'GET jobs':
			return jobPage(api, session, second);
		case 'GET keys':
			return keyPage(api, session, second);
		case 'POST logout':
			api.sessions.logOut(session.token);
			return json({return: 'Your token has been cleared'});
		case 'GET stats':
			return json(stats);
		default:
			return first === 'hook' && method === 'POST'
				? hook(api, request, body)
				: page(404, `The path '${request.url.pathname}' was not found.`);
	}
};

/** Answers what is not an event stream. What holds bytes cannot be written (test/fixtures/salt/found/01-*). */
export const answerSalt = async (api: Api, request: DemoRequest): Promise<Answer> => {
	try {
		return await answerRequest(api, request);
	} catch (error) {
		if (error instanceof HoldsBytes) return page(500, 'Could not serialize the return data from Salt.');
		throw error;
	}
};

const answerRequest = (api: Api, request: DemoRequest): Answer | Promise<Answer> => {
	const {method, url} = request;
	const accept = request.headers.accept ?? '';
	if (api.app && (accept === '' || accept.includes('*/*') || accept.includes('text/html')))
		return application();
	if (accept !== '' && !/json|yaml|\*\/\*|text\/html/.test(accept)) return page(406, 'Accept not supported');
	if (method === 'GET' && url.pathname === '/') return json({return: 'Welcome', clients: clientNames});
	if (method === 'GET' && url.pathname === '/login') {
		return json({status: null, return: 'Please log in'}, 200, {'Www-Authenticate': 'Session'});
	}

	const read = bodyOf(request);
	if ('status' in read) return read;
	if (method === 'POST' && url.pathname === '/login') return logIn(api, read.body);
	if (method === 'POST' && url.pathname === '/run') return run(api, read.body);
	const session = sessionOf(api, tokenOf(request));
	return 'status' in session ? session : answerMember(api, request, read.body, session);
};
