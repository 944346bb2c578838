import type {HttpResponse} from '../../../../transport/http.js';
import {PageCount} from '../../../requests/page-count.js';
import type {Head} from './frames.js';
import {askPage, type Page, type PageReader, type PageRequest, readPage} from './page.js';
import {isEarlier} from './version.js';

/** Pages of so many objects take a Steve no longer than all of them at once (fixture more/speed-5000-pods.md). */
const usualPageSize = 1000;
const minPageSize = 100;
/** Each page of a long list costs a Steve 0.15 s more: with 20,000 pods, 500 took it 0.28 s and 5,000 1.5 s. */
const maxPages = 5;
const maxPageSize = 5000;
/** No answer should be much longer than this. */
const maxPageCharacters = 32 * 1024 * 1024;

/** How many of so many objects, of so many characters each, are asked for at once. */
const sizeFor = (count: number, characters: number): number => {
	const wanted = Math.min(maxPageSize, Math.max(usualPageSize, Math.ceil(count / maxPages)));
	return Math.max(minPageSize, Math.min(wanted, Math.floor(maxPageCharacters / Math.max(1, characters))));
};

/** Whether a page shows an earlier state than another one. Without revisions it may, where it counts more objects. */
const isOlder = (page: Page, other: Page): boolean =>
	page.revision === null || other.revision === null
		? page.count > other.count
		: isEarlier(page.revision, other.revision);

/**
 * All objects of a collection, from its last page to its first: where objects are removed meanwhile, later ones move to
 * an earlier page, which is still to be read. The server works on two pages at a time, also while others are read, in any
 * order, and replicas differ in what they know: no page may be older than the one that was read before it.
 */
export class LargePages {
	readonly #request: PageRequest;
	readonly #asked = new Map<number, Promise<HttpResponse>>();
	#size = usualPageSize;
	#last = 0;
	#after = '';

	constructor(request: PageRequest) {
		this.#request = request;
	}

	/** Asks for the last two pages. `head`: of a page that did not have all objects, of so many characters each. */
	begin({revision, count}: Head, characters: number): void {
		this.#size = sizeFor(count ?? 0, characters);
		this.#last = Math.ceil((count ?? 0) / this.#size);
		// A later page must not come from a replica behind the one that sent the first.
		this.#after = revision === null ? '' : `&revision=${encodeURIComponent(revision)}`;
		this.#ask(this.#last);
		if (this.#last > 1) this.#ask(this.#last - 1);
	}

	/** Reads them all; some come twice where others are removed meanwhile. False where they are not what was announced. */
	async read({objects, fault}: Pick<PageReader, 'objects' | 'fault'>): Promise<boolean> {
		const {noun, api} = this.#request;
		const pages = new PageCount({attempted: `Cannot list ${noun}`, target: api.url});
		const size = this.#size;
		const seen = new Set<string>();
		let faults = 0;
		let previous: Page | null = null;
		for (let number = this.#last; number > 0; number--) {
			const before = seen.size + faults;
			const asked = this.#ask(number);
			this.#asked.delete(number);
			const page: Page = await readPage(this.#request, asked, {
				begin: () => void (number > 2 && this.#ask(number - 2)),
				objects(all, total) {
					for (const {id} of all) seen.add(id);
					objects(all, total);
				},
				fault(message) {
					faults++;
					fault(message);
				},
			});
			const announced = Math.max(0, Math.min(size, page.count - (number - 1) * size));
			const isRepeated = page.read > 0 && seen.size + faults === before;
			if (page.read !== announced || isRepeated || isOlder(page, previous ?? page)) return false;
			previous = page;
			pages.next();
		}

		return true;
	}

	#ask(number: number): Promise<HttpResponse> {
		const asked = this.#asked.get(number) ?? askPage(this.#request, {number, size: this.#size}, this.#after);
		this.#asked.set(number, asked);
		return asked;
	}
}
