import type {Answer} from '../../serve/serve.js';
import type {Fields} from '../../world/world.js';

/** JSON as the server writes it over HTTP: slashes escaped (`cattle gdapi/json/JacksonMapper.java`). */
export const json = (
	status: number,
	value: Fields,
	headers: Readonly<Record<string, string>> = {},
): Answer => ({
	status,
	headers: {'Content-Type': 'application/json; charset=utf-8', ...headers},
	body: JSON.stringify(value).replaceAll('/', '\\/'),
});

/** Errors have their code and, for bad input, the field (`cattle gdapi/model/impl/ErrorImpl.java`). */
type Failure = {
	readonly status: number;
	readonly code: string;
	readonly fieldName?: string;
	/** Null for bad input; the code for the rest. */
	readonly message?: string | null;
	readonly detail?: string;
};

/** Thrown by whatever works on a request, answered as an error body. */
export class Refusal extends Error {
	override readonly name = 'Refusal';
	readonly failure: Failure;

	constructor(failure: Failure) {
		super(`${failure.status} ${failure.code}`);
		this.failure = failure;
	}
}

const codes: Readonly<Record<number, string>> = {
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	405: 'Method not allowed',
	409: 'Conflict',
	503: 'Service Unavailable',
};

/** A refusal with the generic code of its status. */
export const refuse = (status: number): Refusal =>
	new Refusal({status, code: codes[status] ?? 'Internal Server Error'});

/** A refusal of bad input. */
export const invalid = (code: string, fieldName: string): Refusal =>
	new Refusal({status: 422, code, fieldName, message: null});

/** The body and head of an error; old servers have no base type. */
export const failed = (
	failure: Failure,
	{id, old}: {readonly id: string; readonly old: boolean},
	headers: Readonly<Record<string, string>>,
): Answer =>
	json(
		failure.status,
		{
			id,
			type: 'error',
			links: {},
			actions: {},
			status: failure.status,
			code: failure.code,
			message: failure.message === undefined ? failure.code : failure.message,
			detail: failure.detail ?? null,
			...(failure.fieldName !== undefined && {fieldName: failure.fieldName}),
			...(!old && {baseType: 'error'}),
		},
		headers,
	);

const page =
	'<!DOCTYPE html><html lang="en"><head><title>Rancher</title></head><body><div id="app"></div></body></html>\n';

/** The page that answers every path without a known version (`cattle ApiRequestFilter.java`). */
export const userInterface = (headers: Readonly<Record<string, string>>): Answer => ({
	status: 200,
	headers: {'Content-Type': 'text/html; charset=utf-8', ...headers},
	body: page,
});
