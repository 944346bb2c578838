import type {Trust} from './tls.js';

/** How a server is reached: what TLS trusts, and a proxy of its own. */
export type Route = Trust & {
	/** Used for this server whatever the environment says; without one, `HTTPS_PROXY` and the like decide. */
	readonly proxy?: string | null;
};

/** The route out of a configuration that holds more. */
export const routeOf = ({
	certificateAuthorities,
	insecure,
	proxy = null,
	serverName = null,
}: Route): Route => ({
	certificateAuthorities,
	insecure,
	proxy,
	serverName,
});
