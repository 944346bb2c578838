import type {EnvironmentRules} from './environment.js';
import type {LoginRules} from './login.js';
import type {UrlRules} from './source-url.js';
import type {VendorFile} from './vendor-file.js';

/** What configuration, flags and help need to know about a family of servers. */
export type FamilyConfig = {
	/** Prefix of its URLs, `type` in the configuration file, `family` in rows and recordings: `rancher1`. */
	readonly name: string;
	/** As in texts: `Rancher 1.x`. */
	readonly title: string;
	/** What one of its servers is called, in texts: `Salt master`. */
	readonly server: string;
	/** One of its kinds, as an example in texts: `minions`. */
	readonly kind: string;
	readonly urls: UrlRules;
	readonly login: LoginRules;
	/** Variables that name a source or hold its credentials; families may share them. */
	readonly environment?: EnvironmentRules;
	/** The files in which the vendor's own tools keep their servers. */
	readonly vendorFiles?: readonly VendorFile[];
	/** Its servers pass requests on to others: `via` may name one. */
	readonly proxy?: {
		/** What is wrong with `cloudCredential`, or null. */
		readonly credentialFault: (text: string) => string | null;
	};
	/** Its servers can be reached `via` another one. */
	readonly behindProxy?: true;
};

/** The family that is meant where a source has `via` and names none: the one that can be reached so. */
export const familyBehindProxy = (families: readonly FamilyConfig[]): FamilyConfig | null =>
	families.find(({behindProxy}) => behindProxy === true) ?? null;
