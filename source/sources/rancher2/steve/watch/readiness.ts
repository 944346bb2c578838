import {StartingError} from '../../../../model/errors.js';
import type {JsonObject} from '../../../../model/json-object.js';

import {isReady} from '../rows/catalogue.js';

/** Knows for how long a server has been starting. */
export class Readiness {
	readonly #url: string;
	readonly #startingMs: number;
	#startingSince: number | null = null;

	/**
	 * @param url of the schemas
	 * @param startingMs after so long what the server shows is taken for all that there is
	 */
	constructor(url: string, startingMs: number) {
		this.#url = url;
		this.#startingMs = startingMs;
	}

	/**
	 * Throws `StartingError` as long as the server shows none of the usual kinds.
	 *
	 * @param lacks a kind that it showed before is missing, without which nothing can be followed
	 */
	check(schemas: readonly JsonObject[], lacks: boolean): void {
		const now = performance.now();
		if (isReady(schemas) && !lacks) this.#startingSince = null;
		else this.#startingSince ??= now;
		if (this.#startingSince === null || now - this.#startingSince >= this.#startingMs) return;
		throw new StartingError({
			attempted: 'Cannot read the schemas',
			target: this.#url,
			answer: `the server is still starting: it shows ${schemas.length} schemas, without the usual kinds`,
			advice: 'rwatch asks again by itself',
		});
	}
}
