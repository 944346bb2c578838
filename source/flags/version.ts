import packageFile from '../../package.json' with {type: 'json'};

/** Written by the bundle: the commit that it was made from; absent where the source is run as it is. */
declare const builtCommit: string | undefined;

/** The version of the package; the bundle carries it along. */
export const {version} = packageFile;

/** The commit of the bundle, with `+` where files differed from it; null where it is not known. */
export const commit = (typeof builtCommit === 'undefined' ? '' : builtCommit) || null;

/** What `--version` prints: the first line is the bare version. `node`: that of Node, without `v`. */
export const versionText = (node: string): string =>
	[version, `Node ${node}`, ...(commit === null ? [] : [`commit ${commit}`]), ''].join('\n');
