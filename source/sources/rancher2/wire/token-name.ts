import type {Headers} from '../../requests/credential-headers.js';

const presented = (authorization: string): string => {
	const [scheme = '', value = ''] = authorization.split(' ');
	return scheme === 'Basic' ? Buffer.from(value, 'base64').toString() : value;
};

/**
 * The name of the token in these headers, without its secret: `token-abcde`, or `ext/abcde` of one that is kept in
 * `ext.cattle.io` (rancher pkg/auth/tokens/token_util.go). Null where there is none.
 */
export const tokenNameIn = ({authorization}: Headers): string | null => {
	const [name = '', ...secret] = presented(authorization ?? '').split(':');
	return name === '' || secret.length === 0 ? null : name;
};
