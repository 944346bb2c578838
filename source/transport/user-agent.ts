import packageFile from '../../package.json' with {type: 'json'};

/**
 * Never contains `Mozilla`: Rancher takes that for a browser and answers with HTML and checks against
 * forged requests (rancher `gdapi/util/RequestUtils.java`, `CSRFCookieHandler.java`).
 */
export const userAgent = `rwatch/${packageFile.version}`;
