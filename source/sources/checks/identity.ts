import type {Identity} from '../../model/identity.js';
import type {Found} from './outcome.js';

const dayMs = 86_400_000;

/** Who is logged in, with what and until when. */
export const credentialsFound = ({user, means, expiresAt, isRenewed}: Identity): Found => {
	const who = [user ?? 'accepted', ...(means === null ? [] : [`by ${means}`])].join(' ');
	if (typeof expiresAt !== 'number') return {text: expiresAt === 'never' ? `${who}, without an end` : who};
	const text = `${who}, until ${new Date(expiresAt).toISOString()}`;
	if (isRenewed || expiresAt - Date.now() > dayMs) return {text};
	return {status: 'warning', text, advice: 'make new ones before they end'};
};

/** What that user may do. */
export const rightsFound = ({rights}: Identity): Found => {
	const text = rights.map(([label, right]) => `${label}: ${right}`).join('; ');
	return text === ''
		? {status: 'warning', text: 'nothing is known of them', advice: 'rwatch shows what the server lists'}
		: {text};
};
