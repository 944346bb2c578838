import type {Resource} from '../../../model/resource.js';

const query = (page: string, name: string, value: string): string =>
	`${page}?${name}=${encodeURIComponent(value)}`;

// Pages by kind, and what each is about (SaltGUI saltgui/static/scripts/routes).
const pages: Readonly<Record<string, (id: string) => string>> = {
	minion: id => query('grains-minion', 'minionid', id),
	beacon: id => query('beacons-minion', 'minionid', id.split('/', 1)[0] ?? ''),
	job: id => query('job', 'id', id),
	'internal-job': id => query('job', 'id', id),
	return: id => query('job', 'id', id.split('/', 1)[0] ?? ''),
	key: () => 'keys',
	event: () => 'eventsview',
	master: () => '',
};

/** The address of a row in SaltGUI, which salt-api serves at `url`; null where SaltGUI has none for its kind. */
export const webAddressOf = ({kind, id}: Resource, url: string): string | null => {
	const page = Object.hasOwn(pages, kind) ? pages[kind] : undefined;
	return page ? `${url.replace(/\/$/, '')}/${page(id)}` : null;
};

/** Whether a page is SaltGUI's (saltgui/index.html). */
export const isSaltGui = (page: string): boolean => /<title>\s*SaltGUI/i.test(page);
