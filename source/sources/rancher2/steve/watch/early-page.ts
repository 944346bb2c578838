import type {HttpResponse} from '../../../../transport/http.js';
import {clusterKinds, knownKinds} from '../../rows/kinds.js';
import type {DriverOptions} from '../../watch/driver.js';
import type {SteveType} from '../rows/catalogue.js';
import {fieldsFor} from '../rows/row-fields.js';
import {askFirstPage} from '../wire/listing.js';

type Asked = Pick<SteveType, 'kind' | 'plural' | 'namespaced'> & {readonly answer: Promise<HttpResponse>};

const isOfCluster: ReadonlySet<string> = new Set(['node', 'namespace']);

/**
 * The first page of the kind in view, asked for while the schemas are still being read: every Kubernetes has these
 * kinds, by these names. Used once the schemas have confirmed that.
 */
export class EarlyPage {
	readonly #options: Pick<DriverOptions, 'api' | 'order' | 'scope'>;
	readonly #base: string;
	#asked: Asked | null = null;

	/** @param base path of the Steve */
	constructor(options: Pick<DriverOptions, 'api' | 'order' | 'scope'>, base: string) {
		this.#options = options;
		this.#base = base;
	}

	/** Asks, if one of the usual kinds is in view. */
	ask(signal: AbortSignal): void {
		const {api, order, scope} = this.#options;
		const kind = clusterKinds.find(name => order.isFirst([name]));
		const schema = knownKinds.get(kind ?? '')?.schema;
		if (kind === undefined || schema === undefined) return;
		const plural = `${schema}s`;
		const namespaced = !isOfCluster.has(kind);
		const path = `${this.#base}/${plural}`;
		const fields = fieldsFor(kind, scope.columns.fieldsOf(kind));
		const answer = askFirstPage({api, path, noun: plural, namespaced, fields, signal});
		this.#asked = {kind, plural, namespaced, answer};
	}

	/** The answer for this type, once; undefined where it was not asked for. */
	take({kind, plural, namespaced}: SteveType): Promise<HttpResponse> | undefined {
		const asked = this.#asked;
		if (asked?.kind !== kind) return undefined;
		this.#asked = null;
		return asked.plural === plural && asked.namespaced === namespaced ? asked.answer : undefined;
	}
}
