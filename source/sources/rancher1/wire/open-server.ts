import {AccountedError} from '../../../model/errors.js';
import {isObject} from '../../../model/json-object.js';
import type {SourceConfig} from '../../../model/source-config.js';
import {createHttpClient} from '../../../transport/http.js';
import {placeOf} from './place.js';

// A person waits for the question that this may spare.
const maxMs = 5000;

/**
 * True for a Rancher 1 server without access control: whoever asks is its administrator (cattle AdminAuthLookUp.java),
 * so that nobody need be asked for credentials. False for any other, and for one that does not answer soon.
 */
export const isOpenServer = async (config: SourceConfig): Promise<boolean> => {
	const mayBe = config.via === null && (config.family ?? 'rancher1') === 'rancher1';
	if (!mayBe) return false;
	const client = createHttpClient(config);
	try {
		const path = `${placeOf(config.url).prefix}/v1`;
		const attempted = 'Cannot find out whether credentials are needed';
		const {status, headers, json} = await client.request({path, attempted, timeoutMs: maxMs});
		return status < 300 && headers['x-api-schemas'] !== undefined && isObject(json());
	} catch (error) {
		if (error instanceof AccountedError) return false;
		throw error;
	} finally {
		await client.close();
	}
};
