import {request as send} from 'node:http';

/** Asks salt-api; null where it does not answer. */
export const ask = (
	url: string,
	body: unknown,
	token?: string,
	timeout = 10_000,
): Promise<{status: number; text: string} | null> =>
	new Promise(resolve => {
		const headers = {accept: 'application/json', 'content-type': 'application/json'};
		const request = send(url, {
			method: 'POST',
			agent: false,
			timeout,
			headers: token === undefined ? headers : {...headers, 'x-auth-token': token},
		});
		request.on('error', () => resolve(null)).on('timeout', () => request.destroy());
		request.on('response', response => {
			let text = '';
			response.setEncoding('utf8').on('data', (part: string) => {
				text += part;
			});
			response.on('end', () => resolve({status: response.statusCode ?? 0, text}));
		});
		request.end(JSON.stringify(body));
	});
