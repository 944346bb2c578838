import {isObject} from '../../../model/json-object.js';
import type {Answer} from '../../serve/serve.js';
import type {Fields, Json} from '../../world/world.js';

/** An answer with a JSON body. */
export const json = (status: number, body: Json, headers: Readonly<Record<string, string>> = {}): Answer => ({
	status,
	headers: {'Content-Type': 'application/json', 'X-Api-Cattle-Auth': 'true', ...headers},
	body: JSON.stringify(body),
});

/** An answer without a body. */
export const empty = (status: number): Answer => ({status, headers: {'X-Api-Cattle-Auth': 'true'}});

/** An answer in plain words, as the tunnel to a cluster gives them (`rancher remotedialer`). */
export const plain = (status: number, text: string): Answer => ({
	status,
	headers: {'Content-Type': 'text/plain; charset=utf-8', 'X-Api-Cattle-Auth': 'true'},
	body: text,
});

/** What Rancher adds to every answer, and to those that it hands on (test/fixtures/meta-proxy/05-host-not-on-the-list). */
export const always = {
	'Cache-Control': 'no-cache, no-store, must-revalidate',
	'X-Api-Cattle-Auth': 'true',
	'X-Content-Type-Options': 'nosniff',
};

/** The status is a text (test/fixtures/meta-proxy/03-no-rancher-token). */
export const mustAuthenticate = (): Answer => ({
	status: 401,
	headers: {...always, 'Content-Type': 'application/json', 'X-Api-Cattle-Auth': 'false'},
	body: '{"type":"error","status":"401","message":"Unauthorized 401: must authenticate"}\n',
});

/** An error of the management API (`norman httperror/error.go`). */
export const normanError = (status: number, code: string, message = '', fieldName?: string): Answer =>
	json(status, {
		baseType: 'error',
		code,
		...(fieldName !== undefined && {fieldName}),
		message,
		status,
		type: 'error',
	});

/** An error of Steve (`apiserver pkg/apierror`). */
export const steveError = (status: number, code: string, message: string): Answer =>
	json(status, {type: 'error', links: {}, code, message, status});

/** An error of the cluster router: a Go structure as it is (`rancher pkg/clusterrouter`). */
export const routerError = (status: number, code: string, message: string): Answer =>
	json(status, {Code: {Code: code, Status: status}, Message: message, Cause: null, FieldName: ''});

/** An error of Kubernetes itself. */
export const statusError = (status: number, reason: string, message: string): Answer =>
	json(status, {
		kind: 'Status',
		apiVersion: 'v1',
		metadata: {},
		status: 'Failure',
		message,
		reason,
		code: status,
	});

/** The body of a request as a JSON object; undefined where it is none. */
export const bodyOf = (text: string): Fields | undefined => {
	if (text.trim() === '') return {};
	try {
		const body: Json = JSON.parse(text);
		return isObject(body) ? body : undefined;
	} catch (error) {
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
};
