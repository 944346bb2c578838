import {demoSource} from '../../../source/demo/demo.js';
import {families} from '../../../source/families.js';
import type {SourceConfig} from '../../../source/model/source-config.js';
import {checkSource} from '../../../source/sources/checks/check-source.js';

const never = new AbortController().signal;

/** A source without credentials whose family is not known. */
export const configOf = (url: string, more: Partial<SourceConfig> = {}): SourceConfig => ({
	...demoSource({
		name: 'one',
		family: null,
		url,
		credentials: async () => ({type: 'none'}),
	}),
	...more,
});

/** The checks of a source, each with what it found, by their names. */
export const look = async (config: SourceConfig) => {
	const {checks, ...rest} = await checkSource(config, new Map(), families, never);
	const byName = Object.fromEntries(checks.map(check => [check.name, check]));
	const statuses = Object.fromEntries(checks.map(({name, status}) => [name, status]));
	return {...rest, byName, statuses};
};
