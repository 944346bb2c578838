/**
 * A replacer for YAML: texts with the line ends of Windows are written as the lines that they are, and not as one quoted
 * line full of `\r`. Rancher 1 exports its compose files so (fixture `action-200-exportconfig-crlf.http`).
 */
export const plainLineEnds = (_key: unknown, value: unknown): unknown =>
	typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value;
