import {PartError, RefusedError, ServerError} from '../../../model/errors.js';
import {parseJson} from '../../../model/json.js';
import {isObject, type JsonObject} from '../../../model/json-object.js';
import {elementText} from '../../../transport/html.js';
import {type Complaint, complaintIn, type ErrorShape, oneLine} from '../../requests/complaint.js';
import {mapOf, mapsOf, textOf} from '../../requests/json-fields.js';

const ofHtml = (text: string): string => {
	const title = elementText(text, 'title') ?? '';
	return `a page${title.trim() === '' ? '' : ` '${oneLine(title)}'`} instead of JSON`;
};

// Kubernetes; only the causes say which budget stands in the way (fixture more/evict-429.http).
const causesOf = (status: JsonObject): readonly string[] =>
	mapsOf(mapOf(status, 'details'), 'causes').map(cause => textOf(cause, 'message') ?? '');

const shapes: readonly ErrorShape[] = [
	// The cluster router and the websocket door write a Go structure as it is (rancher pkg/websocket/handler.go).
	{isOf: ({Code}) => isObject(Code), code: ['Code', 'Code'], words: ['Message', 'FieldName']},
	{isOf: ({kind}) => kind === 'Status', code: ['reason'], words: ['message'], more: causesOf},
	// A validation error has a code, a field, and no message (norman httperror/error.go).
	{isOf: body => textOf(body, 'message') === null, code: ['code'], words: ['code', 'fieldName']},
	{code: ['code'], words: ['message', 'fieldName', 'detail']},
];

/**
 * Reads an error answer of any shape: Norman, Steve, the login filter (whose status is a text), a Go structure,
 * a Kubernetes Status, plain text, a page, or nothing at all.
 */
export const complaintOf = (text: string): Complaint => {
	const trimmed = text.trim();
	const body = parseJson(trimmed);
	if (isObject(body)) return complaintIn(body, shapes);
	if (trimmed.startsWith('<')) return {code: '', message: ofHtml(trimmed)};
	return {
		code: '',
		message: typeof body === 'string' ? oneLine(body) : oneLine(trimmed.split('\n', 1)[0] ?? ''),
	};
};

/** The parts of an answer that show whether it refuses the token. */
type Refusal = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly text: string;
};

/**
 * Whether an answer refuses the token itself. Not so a bare 401, of a cluster that this user has no access to, nor that of
 * the apiserver behind it; a refusal by Rancher says `X-API-Cattle-Auth: false` (fixture more/expired-token-401.raw.http).
 *
 * @param path may have a query
 */
export const isAboutToken = (path: string, {status, headers, text}: Refusal): boolean => {
	if (status !== 401 || text.trim() === '') return false;
	const auth = headers['x-api-cattle-auth'];
	return auth === undefined || auth === 'false' || !clusterPath.test(path);
};

const clusterPath = /^\/k8s\/clusters\/([^/]+)/;

// A broken connection to a cluster, not an answer of the cluster (rancher pkg/api/steve/proxy/proxy.go).
const lost =
	/lost connection to cluster|error trying to reach service|failed to find Session|ClusterUnavailable|No cluster available|cluster agent (?:is not connected|disconnected)/i;

// Refused by a quota or a policy, whoever asks (fixture more/edit-quota-403.raw.http); of rights it says `User "u-1" cannot`.
const inadmissible = / is forbidden: (?!User ")/;

/**
 * The error that an answer amounts to: `RefusedError` for 401, `PartError` for a cluster whose agent is
 * away, else `ServerError` with the server's own code. `target` is the URL that was asked, without its query;
 * `cause` becomes that of a `ServerError`.
 */
export const failureOf = (
	attempted: string,
	target: string,
	status: number,
	text: string,
	cause?: unknown,
): Error => {
	const {code, message} = complaintOf(text);
	// Go's own servers begin with the number (fixture more/metrics-not-installed-group-404.raw.http).
	const withStatus = message.startsWith(`${status} `) ? message : `${status} ${message}`.trim();
	const answer = `HTTP ${withStatus}`;
	const cluster = clusterPath.exec(new URL(target).pathname)?.[1] ?? null;
	if (status === 401 && cluster !== null && text.trim() === '') {
		// An empty body: the token is valid, but not for this cluster (steve pkg/proxy/proxy.go).
		const account = {attempted, target, answer: `no access to cluster ${cluster} (HTTP 401)`};
		return new RefusedError({...account, advice: 'have somebody give this user access to the cluster'});
	}

	if (status === 401) {
		// A token for one cluster is not valid for the rest (fixture more/cluster-token-on-v3-401.http).
		const narrow =
			cluster === null
				? `; a token for one cluster works only with ${new URL(target).origin}/k8s/clusters/<id of the cluster> as the URL`
				: '';
		return new RefusedError({
			attempted,
			target,
			answer,
			advice:
				'no token was given, or it is unknown or has expired: set RANCHER_TOKEN; a source of the configuration file needs token or tokenEnv in its own entry' +
				narrow,
		});
	}

	if (cluster !== null && status >= 404 && lost.test(`${code} ${message}`)) {
		const account = {attempted, target, answer: `the agent of cluster ${cluster} is away (${answer})`};
		return new PartError({...account, advice: 'rwatch tries again by itself'});
	}

	const isOfRights = status === 403 && message !== '' && !inadmissible.test(message);
	const advice = isOfRights ? 'this user lacks the right' : null;
	return new ServerError({attempted, target, answer, advice}, status, code, cause);
};
