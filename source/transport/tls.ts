import tls from 'node:tls';
import {readText} from '../files/read.js';

/** How TLS is checked, for HTTP and websockets alike. */
export type Trust = {
	/** Extra certificate authorities, PEM text, on top of the usual ones; or null. */
	readonly certificateAuthorities: string | null;
	/** Nothing is verified. */
	readonly insecure: boolean;
	/** The name that the certificate must be for, which the server is asked for too; the host of the URL without one. */
	readonly serverName?: string | null;
};

/** What Node's `tls.connect` takes. */
export type TlsOptions = {
	readonly rejectUnauthorized: boolean;
	readonly allowPartialTrustChain?: true;
	readonly ca?: string[];
	readonly servername?: string;
};

// An explicit `ca` replaces Node's whole store, so the usual authorities are named beside the extra ones.
const usualAuthorities = (): string[] => {
	// Node 22.15 and later know the store as the command line and the environment made it.
	if ('getCACertificates' in tls && typeof tls.getCACertificates === 'function')
		return tls.getCACertificates();
	const extra = process.env.NODE_EXTRA_CA_CERTS;
	const added = extra ? readText(extra) : null;
	// As Node does, a file that is missing adds nothing.
	return added === null ? [...tls.rootCertificates] : [...tls.rootCertificates, added];
};

/** Turns what a person chose into options for `tls.connect`. */
export const tlsOptions = ({certificateAuthorities, insecure, serverName = null}: Trust): TlsOptions => ({
	rejectUnauthorized: !insecure,
	// Without extra ones nothing is said of authorities: Node's own store has those of NODE_EXTRA_CA_CERTS as well.
	...(certificateAuthorities !== null && {
		// An intermediate authority is enough to trust what it signed, as for curl and Go.
		allowPartialTrustChain: true,
		ca: [...usualAuthorities(), certificateAuthorities],
	}),
	...(serverName !== null && {servername: serverName}),
});
